/**
 * Encoders in the Hugging Face layout: the configuration, the names and shapes of the
 * parameters, and the weights, checked against both.
 */
@NullMarked
package io.mtdnn.model.encoder;

import org.jspecify.annotations.NullMarked;
