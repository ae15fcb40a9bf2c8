/**
 * The forward pass as an ONNX graph, and the file it is written to.
 */
package io.mtdnn.model.onnx;
