package io.mtdnn.pretrained.tensorflow;

import java.util.zip.CRC32C;

/** Computes checksums as stored by LevelDB and TensorFlow. */
final class Checksums {

	private Checksums() {
	}

	/**
	 * A checksum rotated right by 15 bits, plus a constant, which avoids problems with
	 * checksums of data that contain checksums.
	 */
	static int masked(CRC32C checksum) {
		return Integer.rotateRight((int) checksum.getValue(), 15) + 0xa282ead8;
	}

}
