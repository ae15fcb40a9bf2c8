package io.mtdnn.pretrained;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The wire format of protocol buffers, as far as a TensorBundle's index needs it. */
final class ProtoReader {

	static final int VARINT = 0;

	static final int FIXED_64 = 1;

	static final int BYTES = 2;

	static final int FIXED_32 = 5;

	private final ByteBuffer buffer;

	private int tag;

	ProtoReader(ByteBuffer buffer) {
		this.buffer = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Goes to the next field. */
	boolean next() {
		if (!this.buffer.hasRemaining()) {
			return false;
		}
		this.tag = (int) varint();
		return true;
	}

	int field() {
		return this.tag >>> 3;
	}

	long varint() {
		long value = 0;
		for (int shift = 0; shift < 64; shift += 7) {
			byte next = this.buffer.get();
			value |= (long) (next & 0x7f) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new EncoderException("a number in the archive's index has more than 10 bytes");
	}

	int fixed32() {
		return this.buffer.getInt();
	}

	ByteBuffer bytes() {
		int length = (int) varint();
		ByteBuffer bytes = this.buffer.slice(this.buffer.position(), length);
		this.buffer.position(this.buffer.position() + length);
		return bytes;
	}

	/** Passes over the value of the current field. */
	void skip() {
		switch (this.tag & 7) {
			case VARINT -> varint();
			case FIXED_64 -> this.buffer.getLong();
			case BYTES -> bytes();
			case FIXED_32 -> this.buffer.getInt();
			default -> throw new EncoderException("the archive's index has a field of unknown type " + (this.tag & 7));
		}
	}

}
