/**
 * Google's original BERT in TensorFlow's formats: TensorBundle and LevelDB tables.
 */
@NullMarked
package io.mtdnn.pretrained.tensorflow;

import org.jspecify.annotations.NullMarked;
