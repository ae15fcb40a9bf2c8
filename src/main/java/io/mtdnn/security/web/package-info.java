/** The HTTP API of the keys. */
@NullMarked
package io.mtdnn.security.web;

import org.jspecify.annotations.NullMarked;
