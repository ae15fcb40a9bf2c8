package io.mtdnn.hub;

import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/** The faults of a {@link HubServer} with one file. */
public final class Faults {

	volatile @Nullable String redirect;

	volatile byte @Nullable [] content;

	volatile boolean unannounced;

	volatile boolean ignoresRanges;

	volatile int status;

	volatile CountDownLatch gate = new CountDownLatch(0);

	private volatile long listed = -1;

	private volatile int length = Integer.MAX_VALUE;

	private volatile int cuts;

	private volatile @Nullable String value;

	/** Redirects to this address instead of the contents. */
	public Faults redirect(String location) {
		this.redirect = location;
		return this;
	}

	/** Sends this instead of the listed content. */
	public Faults content(byte[] other) {
		this.content = other;
		return this;
	}

	/** Lists another size. */
	public Faults listed(long size) {
		this.listed = size;
		return this;
	}

	/** Does not announce the length of the content. */
	public Faults unannounced() {
		this.unannounced = true;
		return this;
	}

	/** Sends the whole file regardless of the requested range. */
	public Faults ignoresRanges() {
		this.ignoresRanges = true;
		return this;
	}

	/** Responds to requests for the content with only a status. */
	public Faults status(int code) {
		this.status = code;
		return this;
	}

	/** Ends a number of responses after some bytes. */
	public Faults cut(int bytes, int times) {
		this.length = bytes;
		this.cuts = times;
		return this;
	}

	/** Sends nothing after the bytes of {@link #cut} until {@link #open} is called. */
	public Faults hold() {
		this.gate = new CountDownLatch(1);
		return this;
	}

	public void open() {
		this.gate.countDown();
	}

	/** Responds with another value than the true one. */
	public Faults value(String other) {
		this.value = other;
		return this;
	}

	String other(String truth) {
		String other = this.value;
		return (other != null) ? other : truth;
	}

	long listedSize(long truth) {
		return (this.listed >= 0) ? this.listed : truth;
	}

	int end(int from, int all) {
		if (this.cuts-- <= 0) {
			return all;
		}
		return (int) Math.min(all, (long) from + this.length);
	}

}
