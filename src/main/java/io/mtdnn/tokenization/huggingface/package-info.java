/**
 * Opens the tokenizers of Hugging Face directories with the tokenizers library, as
 * transformers does.
 */
@NullMarked
package io.mtdnn.tokenization.huggingface;

import org.jspecify.annotations.NullMarked;
