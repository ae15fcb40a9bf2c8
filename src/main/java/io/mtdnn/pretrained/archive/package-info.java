/**
 * Archives that contain encoders: zip files, vocabularies, and weights in ONNX.
 */
@NullMarked
package io.mtdnn.pretrained.archive;

import org.jspecify.annotations.NullMarked;
