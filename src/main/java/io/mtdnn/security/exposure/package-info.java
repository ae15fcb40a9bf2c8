/** Decides at startup whether callers need credentials. */
@NullMarked
package io.mtdnn.security.exposure;

import org.jspecify.annotations.NullMarked;
