/** Reports a full disk and an unavailable database to callers. */
@NullMarked
package io.mtdnn.storage.web;

import org.jspecify.annotations.NullMarked;
