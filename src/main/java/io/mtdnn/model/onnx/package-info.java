/**
 * Exports the encoder with one head as an ONNX file.
 */
@NullMarked
package io.mtdnn.model.onnx;

import org.jspecify.annotations.NullMarked;
