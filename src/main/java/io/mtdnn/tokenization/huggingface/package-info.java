/**
 * Tokenizers of Hugging Face directories, understood as transformers understands them, on
 * the tokenizers library.
 */
@NullMarked
package io.mtdnn.tokenization.huggingface;

import org.jspecify.annotations.NullMarked;
