package io.mtdnn.tokenization;

import java.nio.file.Path;

/** Opens the tokenizer of an encoder or of a model bundle. */
public interface TokenizerFactory {

	/**
	 * Opens the tokenizer of an encoder, as transformers' {@code AutoTokenizer} does. The
	 * caller closes it.
	 * @param directory a Hugging Face directory with {@code tokenizer.json},
	 * {@code vocab.txt}, or {@code vocab.json} and {@code merges.txt}.
	 * {@code tokenizer_config.json}, {@code special_tokens_map.json} and
	 * {@code added_tokens.json} are optional
	 * @return the tokenizer, without the truncation and padding that its file may contain
	 * @throws TokenizerException when the files are missing, invalid or ambiguous
	 */
	WordPieceTokenizer open(Path directory);

	/**
	 * Opens the tokenizer that a model was trained with. The caller closes it.
	 * @param bundle a bundle with the files that {@link WordPieceTokenizer#write} wrote,
	 * or with only {@code vocab.txt} and {@code tokenizer_config.json}, as earlier
	 * versions wrote it
	 * @throws TokenizerException when the files are damaged
	 */
	WordPieceTokenizer openBundle(Path bundle);

}
