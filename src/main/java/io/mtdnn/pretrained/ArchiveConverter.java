package io.mtdnn.pretrained;

import java.io.IOException;
import java.nio.file.Path;

/** Turns one kind of archive into a Hugging Face directory. */
interface ArchiveConverter {

	/**
	 * Writes {@code config.json}, {@code model.safetensors}, {@code tokenizer.json}, {@code tokenizer_config.json} and
	 * {@code vocab.txt}.
	 * @param archive the archive
	 * @param directory an empty directory
	 * @throws EncoderException when the archive is not what it should be
	 */
	void convert(Path archive, Path directory) throws IOException;

}
