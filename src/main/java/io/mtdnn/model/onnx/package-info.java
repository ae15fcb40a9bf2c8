/**
 * The forward pass as an ONNX graph, and the file it is written to.
 */
@NullMarked
package io.mtdnn.model.onnx;

import org.jspecify.annotations.NullMarked;
