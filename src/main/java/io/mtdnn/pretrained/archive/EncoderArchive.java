package io.mtdnn.pretrained.archive;

import java.io.IOException;
import java.nio.file.Path;

import io.mtdnn.files.GivenFile;
import io.mtdnn.pretrained.EncoderException;

/** A kind of archive that contains an encoder's weights and vocabulary. */
public interface EncoderArchive {

	/**
	 * Checks that the archive contains the required entries, without unpacking them.
	 * @throws IOException when the archive cannot be opened
	 * @throws EncoderException when an entry is missing
	 */
	default void check(Path archive) throws IOException {
		GivenFile.check(archive);
	}

	/**
	 * Extracts an encoder from an archive.
	 * @param archive the archive
	 * @param scratch an empty directory that is deleted when the encoder has been written
	 * @throws EncoderException when the archive is damaged, or not of this kind
	 */
	ArchivedEncoder open(Path archive, Path scratch) throws IOException;

}
