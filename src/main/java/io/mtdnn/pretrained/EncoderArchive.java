package io.mtdnn.pretrained;

import java.io.IOException;
import java.nio.file.Path;

/** A kind of archive that an encoder's weights and vocabulary can be taken from. */
interface EncoderArchive {

	/**
	 * Takes an encoder out of an archive.
	 * @param archive the archive
	 * @param scratch an empty directory that is deleted when the encoder has been written
	 * @throws EncoderException when the archive is damaged, or not of this kind
	 */
	Encoder open(Path archive, Path scratch) throws IOException;

}
