/** Converts questions, sentences and choices to input rows, and logits to answers. */
@NullMarked
package io.mtdnn.serving.answers;

import org.jspecify.annotations.NullMarked;
