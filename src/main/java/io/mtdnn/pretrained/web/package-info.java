/** The HTTP API of pretrained encoders. */
@NullMarked
package io.mtdnn.pretrained.web;

import org.jspecify.annotations.NullMarked;
