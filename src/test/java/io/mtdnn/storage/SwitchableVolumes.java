package io.mtdnn.storage;

import java.nio.file.Path;

/** Volumes like the system's until a test sets the free space. */
public final class SwitchableVolumes implements Volumes {

	private static final long TOTAL = 1L << 40;

	private volatile Long free;

	@Override
	public Volume of(Path folder) {
		Long bytes = this.free;
		return new Volume((bytes != null) ? bytes : TOTAL, TOTAL);
	}

	/** Sets the number of free bytes. */
	public void free(long bytes) {
		this.free = bytes;
	}

	public void plenty() {
		this.free = null;
	}

}
