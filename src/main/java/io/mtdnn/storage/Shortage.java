package io.mtdnn.storage;

/**
 * Too little space in a folder.
 *
 * @param setting the setting that names the folder
 * @param free free bytes
 * @param reserve bytes to keep free
 * @param needed bytes to be written
 */
public record Shortage(String setting, long free, long reserve, long needed) {

	private static final long MEGABYTE = 1L << 20;

	/** One sentence without a full stop, for callers: it does not name the path. */
	public String message() {
		String room = "the folder of %s has %s free, and %s are kept in reserve (mtdnn.storage.reserve)"
			.formatted(this.setting, megabytes(this.free), megabytes(this.reserve));
		return (this.needed > 0) ? "%s, so that %s more do not fit".formatted(room, megabytes(this.needed)) : room;
	}

	private static String megabytes(long bytes) {
		return (bytes >= MEGABYTE) ? bytes / MEGABYTE + " MB" : bytes / 1024 + " kB";
	}

}
