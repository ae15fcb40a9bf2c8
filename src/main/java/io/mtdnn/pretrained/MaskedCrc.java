package io.mtdnn.pretrained;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The masked CRC-32C of LevelDB and TensorFlow: rotated and offset, so that a checksum of checksums stays random. */
final class MaskedCrc {

	private static final int DELTA = 0xa282ead8;

	private MaskedCrc() {
	}

	static int of(ByteBuffer bytes) {
		CRC32C crc = new CRC32C();
		crc.update(bytes.duplicate());
		int value = (int) crc.getValue();
		return ((value >>> 15) | (value << 17)) + DELTA;
	}

}
