package io.mtdnn;

import io.mtdnn.storage.DatabaseState;

/** A database that is unavailable when a test requests it. */
public final class FakeDatabaseState implements DatabaseState {

	private volatile boolean away;

	@Override
	public boolean unavailable() {
		return this.away;
	}

	@Override
	public void failed(Throwable fault) {
		// Only the test decides.
	}

	public void unavailable(boolean now) {
		this.away = now;
	}

}
