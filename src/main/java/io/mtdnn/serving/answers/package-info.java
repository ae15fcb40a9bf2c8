/** Questions, sentences and choices: from texts to input rows, from logits to answers. */
package io.mtdnn.serving.answers;
