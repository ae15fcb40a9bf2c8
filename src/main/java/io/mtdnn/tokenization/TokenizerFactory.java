package io.mtdnn.tokenization;

import java.nio.file.Path;

/** Opens the tokenizer of an encoder or of a model bundle. */
public interface TokenizerFactory {

	/**
	 * Opens a tokenizer; the caller closes it.
	 * @param directory a Hugging Face directory: {@code tokenizer.json}, or else {@code vocab.txt} and, where there is
	 * one, {@code tokenizer_config.json}
	 * @return the tokenizer, without the truncation and padding that its file may ask for
	 * @throws TokenizerException when the files are missing or cannot be understood
	 */
	WordPieceTokenizer open(Path directory);

}
