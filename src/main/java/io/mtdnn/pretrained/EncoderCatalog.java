package io.mtdnn.pretrained;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The encoders that training can start from. */
public interface EncoderCatalog {

	/** Names of the encoders that a job can start from, sorted. */
	List<String> names();

	/**
	 * All directories under {@code mtdnn.encoders-dir} and all shipped encoders, with why
	 * no job can start from those that are not {@linkplain #names() available}.
	 */
	List<EncoderListing> listings();

	/**
	 * The Hugging Face directory of an encoder, converted from its archive first where
	 * that is needed (once; safe when several threads or processes ask).
	 * @throws EncoderException when there is none of that name (the message lists those
	 * that exist and how to get the others) or its files do not fit together
	 */
	Path directory(String name);

	/**
	 * What an encoder is made of: SHA-256 (hexadecimal) over its configuration, weights
	 * and tokenizer files, other files of its directory left out. Files are read once for
	 * each size and time of change, so that asking again is cheap.
	 * @throws EncoderException as {@link #directory} does, or when a file changes while
	 * it is read
	 */
	String contentHash(String name);

	/**
	 * The files behind {@link #contentHash}: SHA-256 (hexadecimal) of each by its name,
	 * so that it can be told which has changed.
	 * @throws EncoderException as {@link #contentHash} does
	 */
	Map<String, String> fileHashes(String name);

}
