package io.mtdnn.pretrained;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.mtdnn.tokenization.RowTemplate;

/** The pretrained encoders from which training can start. */
public interface EncoderCatalog {

	/** Names of the encoders that a job can start from, sorted. */
	List<String> names();

	/**
	 * All directories under {@code mtdnn.encoders-dir} and all shipped encoders, with the
	 * reason why a job cannot start from those that are not {@linkplain #names()
	 * available}.
	 */
	List<EncoderListing> listings();

	/**
	 * The Hugging Face directory of an encoder, converted from its archive first if
	 * necessary (once, and safely if several threads or processes call).
	 * @throws EncoderException when it does not exist (the message lists those that exist
	 * and how to get the others) or its files are inconsistent
	 */
	Path directory(String name);

	/**
	 * The rows that an encoder reads. They are read again only if a file has changed.
	 * @throws EncoderException as {@link #directory} does
	 */
	RowTemplate rows(String name);

	/**
	 * The content hash of an encoder: SHA-256 (hexadecimal) over its configuration,
	 * weights and tokenizer files, ignoring other files. Files are read again only if
	 * their size or time of change differs, so that repeated calls are cheap.
	 * @throws EncoderException as {@link #directory} does, or when a file changes while
	 * it is read
	 */
	String contentHash(String name);

	/**
	 * The files behind {@link #contentHash}: SHA-256 (hexadecimal) of each by name, which
	 * shows which one has changed.
	 * @throws EncoderException as {@link #contentHash} does
	 */
	Map<String, String> fileHashes(String name);

}
