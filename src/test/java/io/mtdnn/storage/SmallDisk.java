package io.mtdnn.storage;

import java.util.List;

/** Disks with little space, for tests of other modules. */
public final class SmallDisk {

	private SmallDisk() {
	}

	/** A disk with this much free space, of which nothing is reserved. */
	public static DiskReserve with(long free) {
		return new DiskReserve(0, List.of(), (folder) -> new Volume(free, Long.MAX_VALUE));
	}

}
