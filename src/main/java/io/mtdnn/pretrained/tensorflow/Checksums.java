package io.mtdnn.pretrained.tensorflow;

import java.util.zip.CRC32C;

/** Checksums as LevelDB and TensorFlow store them. */
final class Checksums {

	private Checksums() {
	}

	/**
	 * Rotated right by 15 bits, plus a constant, so that checksums of data that holds
	 * checksums are no trouble.
	 */
	static int masked(CRC32C checksum) {
		return Integer.rotateRight((int) checksum.getValue(), 15) + 0xa282ead8;
	}

}
