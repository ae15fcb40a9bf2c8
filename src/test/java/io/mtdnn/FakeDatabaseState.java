package io.mtdnn;

import io.mtdnn.storage.DatabaseState;

/** A database that is away when the test says so. */
public final class FakeDatabaseState implements DatabaseState {

	private volatile boolean away;

	@Override
	public boolean away() {
		return this.away;
	}

	@Override
	public void failed(Throwable fault) {
		// Only the test decides.
	}

	public void away(boolean now) {
		this.away = now;
	}

}
