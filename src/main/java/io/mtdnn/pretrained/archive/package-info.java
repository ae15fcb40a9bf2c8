/**
 * Archives that encoders are taken out of: zip files, vocabularies, and weights in ONNX.
 */
package io.mtdnn.pretrained.archive;
