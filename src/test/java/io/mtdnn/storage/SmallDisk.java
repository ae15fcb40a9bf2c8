package io.mtdnn.storage;

import java.util.List;

/** Disks with little free space, for tests of other modules. */
public final class SmallDisk {

	private SmallDisk() {
	}

	/** A disk with this much free space, without a reserve. */
	public static DiskReserve with(long free) {
		return new DiskReserve(0, List.of(), (folder) -> new Volume(free, Long.MAX_VALUE));
	}

}
