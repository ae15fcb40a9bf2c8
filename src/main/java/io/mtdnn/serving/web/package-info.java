/** The HTTP API of answers. */
@NullMarked
package io.mtdnn.serving.web;

import org.jspecify.annotations.NullMarked;
