/**
 * Archives that contain encoders: zip files, vocabularies, and weights in ONNX.
 */
package io.mtdnn.pretrained.archive;
