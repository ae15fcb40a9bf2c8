package io.mtdnn.web.tomcat;

import java.nio.ByteBuffer;

import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of a rejected body and discards them. */
final class Discarded implements ApplicationBufferHandler {

	private final int[] count;

	Discarded(int[] count) {
		this.count = count;
	}

	@Override
	public void setByteBuffer(ByteBuffer buffer) {
		this.count[0] += buffer.remaining();
	}

	@Override
	public @Nullable ByteBuffer getByteBuffer() {
		return null;
	}

	@Override
	public void expand(int size) {
		// Nothing is stored.
	}

}
