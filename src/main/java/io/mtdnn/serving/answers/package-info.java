/** Questions, sentences and choices: from texts to input rows, from logits to answers. */
@NullMarked
package io.mtdnn.serving.answers;

import org.jspecify.annotations.NullMarked;
