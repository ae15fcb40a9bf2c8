package io.mtdnn.storage;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.mtdnn.files.CountedStream;

/**
 * Reserves free space on every volume the service writes to, so that the database, a
 * checkpoint and the log still fit when the disk is nearly full. The reserve is at most a
 * twentieth of a volume.
 */
public final class DiskReserve {

	/** No reserve, for code that runs outside the service. */
	public static final DiskReserve NONE = new DiskReserve(0, List.of(), Volume::of);

	private static final int LARGEST_SHARE = 20;

	/** Bytes of a stream between two checks of the disk. */
	private static final long STRIDE = 16 << 20;

	private final long reserve;

	private final List<WrittenFolder> folders;

	private final Volumes volumes;

	DiskReserve(long reserve, List<WrittenFolder> folders, Volumes volumes) {
		this.reserve = reserve;
		this.folders = List.copyOf(folders);
		this.volumes = volumes;
	}

	/** The first folder with less free space than the reserve. */
	public Optional<Shortage> shortage() {
		return this.folders.stream()
			.flatMap((folder) -> shortage(folder.setting(), folder.path(), 0).stream())
			.findFirst();
	}

	/**
	 * Checks whether writing a number of bytes to a folder would use its reserve.
	 * @param setting the setting that names the folder
	 */
	public Optional<Shortage> shortage(String setting, Path folder, long bytes) {
		Volume volume = this.volumes.of(folder);
		long kept = reserve(volume);
		boolean enough = volume.total() == 0 || volume.free() - bytes >= kept;
		return enough ? Optional.empty() : Optional.of(new Shortage(setting, volume.free(), kept, bytes));
	}

	/**
	 * Requires space for a number of bytes in addition to the reserve.
	 * @param setting the setting that names the folder
	 * @throws NoSpaceException when there is too little
	 */
	public void require(String setting, Path folder, long bytes) {
		shortage(setting, folder, bytes).ifPresent((shortage) -> {
			throw new NoSpaceException(shortage);
		});
	}

	/**
	 * Wraps a stream that is written to a folder; reading fails with
	 * {@link NoSpaceException} before the disk is full.
	 * @param setting the setting that names the folder
	 */
	public InputStream whileThereIsRoom(String setting, Path folder, InputStream in) {
		return new CountedStream(in, new CountedStream.Check() {

			private long next;

			@Override
			public void check(long count) {
				if (count >= this.next) {
					this.next = count + STRIDE;
					require(setting, folder, STRIDE);
				}
			}

		});
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
