package io.mtdnn.web.body;

import java.io.IOException;
import java.net.SocketTimeoutException;

import io.mtdnn.web.BodyRefusedException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import io.mtdnn.web.StreamedBodies.Bound;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** A body that is read within the limits of size, pace and memory. */
final class BodyStream extends ServletInputStream {

	private final HttpServletRequest request;

	private final ServletInputStream body;

	private final @Nullable Bound bound;

	private final boolean held;

	private final BodyPace pace;

	private final BodyRoom room;

	private long read;

	private boolean entered;

	/**
	 * The body of one request.
	 * @param bound null for a stream of lines, whose length is not bounded
	 * @param held whether the body is held in memory
	 */
	BodyStream(HttpServletRequest request, @Nullable Bound bound, boolean held, BodyPace pace, BodyRoom room)
			throws IOException {
		this.request = request;
		this.body = request.getInputStream();
		this.bound = bound;
		this.held = held;
		this.pace = pace;
		this.room = room;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		enter();
		long begin = System.nanoTime();
		int count = wait(buffer, offset, length);
		if (count < 0) {
			leave();
			return count;
		}
		this.pace.arrived(buffer, offset, count, System.nanoTime() - begin);
		if (this.bound != null) {
			count(count);
		}
		return count;
	}

	private void enter() throws NoRoomForBodyException {
		if (!this.entered && !this.room.enter(!this.held)) {
			throw new NoRoomForBodyException("Too many requests send their bodies at the same time.");
		}
		this.entered = true;
	}

	private int wait(byte[] buffer, int offset, int length) throws IOException {
		try {
			return this.body.read(buffer, offset, length);
		}
		catch (IOException ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof SocketTimeoutException) {
					BodyTooSlowException slow = this.pace.tooSlow();
					// The container has ended the response and requests an error page.
					this.request.setAttribute(Problems.ATTRIBUTE, slow.problem());
					throw slow;
				}
			}
			this.request.setAttribute(Problems.ATTRIBUTE, Problems.of(ProblemType.INVALID_REQUEST,
					"The connection ended before the body was complete.", "body"));
			throw ex;
		}
	}

	private void count(int more) throws BodyRefusedException {
		if (this.bound != null && this.read + more > this.bound.size().toBytes()) {
			throw new BodyTooLargeException(this.bound);
		}
		if (this.held) {
			this.room.take(this.read, more);
		}
		this.read += more;
	}

	private void leave() {
		if (this.entered) {
			this.entered = false;
			this.room.leave(!this.held);
		}
	}

	/** Releases the body's resources when its request has ended. */
	void end() {
		leave();
		this.room.give(this.held ? this.read : 0);
		this.read = 0;
	}

	@Override
	public int available() throws IOException {
		return this.body.available();
	}

	@Override
	public boolean isFinished() {
		return this.body.isFinished();
	}

	@Override
	public boolean isReady() {
		return this.body.isReady();
	}

	@Override
	public void setReadListener(ReadListener listener) {
		this.body.setReadListener(listener);
	}

}
