package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.files.Digests;
import io.mtdnn.pretrained.EncoderException;
import org.jspecify.annotations.Nullable;

/**
 * Computes and caches SHA-256 digests of files. A file is read once for each stamp (its
 * identity, size and time of change); a file that has just changed is read each time,
 * because a second change may leave the stamp unchanged.
 */
final class ContentHashes {

	private static final int MOST = 1024;

	private final Clock clock;

	private final Map<Path, Hashed> hashes = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Path, Hashed> eldest) {
			return size() > MOST;
		}

	};

	private final FileDigest digest;

	ContentHashes(Clock clock) {
		this(clock, Digests::sha256);
	}

	ContentHashes(Clock clock, FileDigest digest) {
		this.clock = clock;
		this.digest = digest;
	}

	/**
	 * The hash of those of the files that exist: SHA-256 of what {@code sha256sum} prints
	 * for them, in the given order.
	 */
	String of(Path directory, List<String> files) throws IOException {
		return together(files(directory, files));
	}

	/** The hash of each of those of the files that exist, in the given order. */
	Map<String, String> files(Path directory, List<String> files) throws IOException {
		Map<String, String> found = new LinkedHashMap<>();
		for (String file : files) {
			Path path = directory.resolve(file);
			if (Files.isRegularFile(path)) {
				found.put(file, of(path));
			}
		}
		return found;
	}

	/** SHA-256 of what {@code sha256sum} prints for the files. */
	static String together(Map<String, String> hashes) {
		StringBuilder lines = new StringBuilder();
		hashes.forEach((file, hash) -> lines.append(hash).append("  ").append(file).append('\n'));
		return Digests.sha256(lines.toString());
	}

	private String of(Path file) throws IOException {
		Path real = file.toRealPath();
		FileStamp stamp = FileStamp.of(real);
		Hashed known = known(real);
		if (known != null && known.stamp().equals(stamp)) {
			return known.hash();
		}
		String hash = this.digest.sha256(real);
		if (stamp == null || !stamp.equals(FileStamp.of(real))) {
			throw new EncoderException(file.getFileName() + " changed while it was read");
		}
		if (stamp.settled(this.clock.instant())) {
			remember(real, new Hashed(stamp, hash));
		}
		return hash;
	}

	private @Nullable Hashed known(Path file) {
		synchronized (this.hashes) {
			return this.hashes.get(file);
		}
	}

	private void remember(Path file, Hashed hashed) {
		synchronized (this.hashes) {
			this.hashes.put(file, hashed);
		}
	}

	/** Reads a file. */
	@FunctionalInterface
	interface FileDigest {

		String sha256(Path file) throws IOException;

	}

	private record Hashed(FileStamp stamp, String hash) {

	}

}
