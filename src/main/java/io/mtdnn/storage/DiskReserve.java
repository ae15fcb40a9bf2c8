package io.mtdnn.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The free space that is left on every volume the service writes to, so that the
 * database, a checkpoint and the log of a full disk still fit. The reserve is at most a
 * twentieth of a volume.
 */
public final class DiskReserve {

	/** Without any reserve, for parts that are used outside the service. */
	public static final DiskReserve NONE = new DiskReserve(0, List.of(), Volume::of);

	private static final int LARGEST_SHARE = 20;

	private final long reserve;

	private final List<WrittenFolder> folders;

	private final Volumes volumes;

	DiskReserve(long reserve, List<WrittenFolder> folders, Volumes volumes) {
		this.reserve = reserve;
		this.folders = List.copyOf(folders);
		this.volumes = volumes;
	}

	/** The first folder whose reserve is touched. */
	public Optional<Shortage> shortage() {
		return this.folders.stream()
			.flatMap((folder) -> shortage(folder.setting(), folder.path(), 0).stream())
			.findFirst();
	}

	/**
	 * Whether bytes that are to be written to a folder would touch its reserve.
	 * @param setting the setting that names the folder
	 */
	public Optional<Shortage> shortage(String setting, Path folder, long bytes) {
		Volume volume = this.volumes.of(folder);
		long kept = reserve(volume);
		boolean enough = volume.total() == 0 || volume.free() - bytes >= kept;
		return enough ? Optional.empty() : Optional.of(new Shortage(setting, volume.free(), kept, bytes));
	}

	List<WrittenFolder> folders() {
		return this.folders;
	}

	Volume volume(WrittenFolder folder) {
		return this.volumes.of(folder.path());
	}

	long reserve(Volume volume) {
		return Math.min(this.reserve, volume.total() / LARGEST_SHARE);
	}

}
