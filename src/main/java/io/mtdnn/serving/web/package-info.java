/** The HTTP API for answers. */
@NullMarked
package io.mtdnn.serving.web;

import org.jspecify.annotations.NullMarked;
