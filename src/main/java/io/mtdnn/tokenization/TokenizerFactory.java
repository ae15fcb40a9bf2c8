package io.mtdnn.tokenization;

import java.nio.file.Path;

/** Opens the tokenizer of an encoder or of a model bundle. */
public interface TokenizerFactory {

	/**
	 * Opens the tokenizer of an encoder, the same as transformers' {@code AutoTokenizer};
	 * the caller closes it.
	 * @param directory a Hugging Face directory: {@code tokenizer.json} or
	 * {@code vocab.txt} and, if present, {@code tokenizer_config.json},
	 * {@code special_tokens_map.json} and {@code added_tokens.json}
	 * @return the tokenizer, without any truncation and padding that its file may request
	 * @throws TokenizerException when the files are missing, invalid or ambiguous
	 */
	WordPieceTokenizer open(Path directory);

	/**
	 * Opens the tokenizer that a model was trained with; the caller closes it.
	 * @param bundle a bundle whose files {@link WordPieceTokenizer#write} wrote, or one
	 * of an earlier version
	 * @throws TokenizerException when the files are damaged
	 */
	WordPieceTokenizer openBundle(Path bundle);

}
