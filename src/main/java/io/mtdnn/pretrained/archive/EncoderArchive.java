package io.mtdnn.pretrained.archive;

import java.io.IOException;
import java.nio.file.Path;

import io.mtdnn.files.GivenFile;
import io.mtdnn.pretrained.EncoderException;

/** A kind of archive that an encoder's weights and vocabulary can be taken from. */
public interface EncoderArchive {

	/**
	 * Looks for what is needed, without unpacking it.
	 * @throws IOException when the archive cannot be opened
	 * @throws EncoderException when it lacks something
	 */
	default void check(Path archive) throws IOException {
		GivenFile.check(archive);
	}

	/**
	 * Takes an encoder out of an archive.
	 * @param archive the archive
	 * @param scratch an empty directory that is deleted when the encoder has been written
	 * @throws EncoderException when the archive is damaged, or not of this kind
	 */
	ArchivedEncoder open(Path archive, Path scratch) throws IOException;

}
