/**
 * The Hugging Face layout of an encoder: its configuration, the names and shapes of its
 * parameters, and its weights checked against both.
 */
@NullMarked
package io.mtdnn.model.encoder;

import org.jspecify.annotations.NullMarked;
