/**
 * Google's original BERT in TensorFlow's formats: TensorBundle and LevelDB tables.
 */
package io.mtdnn.pretrained.tensorflow;
