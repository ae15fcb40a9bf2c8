/** The Open Inference Protocol, version 2. */
@NullMarked
package io.mtdnn.serving.web.tensors;

import org.jspecify.annotations.NullMarked;
