package io.mtdnn.storage;

import java.nio.file.Path;

/** Volumes as large as the system's until the test says how much is free. */
public final class SwitchableVolumes implements Volumes {

	private static final long TOTAL = 1L << 40;

	private volatile Long free;

	@Override
	public Volume of(Path folder) {
		Long bytes = this.free;
		return new Volume((bytes != null) ? bytes : TOTAL, TOTAL);
	}

	/** Leaves so many bytes free. */
	public void free(long bytes) {
		this.free = bytes;
	}

	public void plenty() {
		this.free = null;
	}

}
