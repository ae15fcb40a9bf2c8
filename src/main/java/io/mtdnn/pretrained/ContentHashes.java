package io.mtdnn.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SHA-256 of directories' files. A file is read once for each stamp (its identity, size and time of change); one that
 * changed a moment ago is read each time, because a second change may leave the same stamp.
 */
final class ContentHashes {

	private static final int MOST = 1024;

	private static final Duration SETTLED = Duration.ofSeconds(2);

	private final Clock clock;

	private final Map<Path, Hashed> hashes = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Path, Hashed> eldest) {
			return size() > MOST;
		}

	};

	ContentHashes(Clock clock) {
		this.clock = clock;
	}

	/**
	 * The hash of those of the files that exist: SHA-256 of what {@code sha256sum} prints for them, in the given order.
	 */
	String of(Path directory, List<String> files) throws IOException {
		StringBuilder lines = new StringBuilder();
		for (String file : files) {
			Path path = directory.resolve(file);
			if (Files.isRegularFile(path)) {
				lines.append(of(path)).append("  ").append(file).append('\n');
			}
		}
		return HexFormat.of().formatHex(sha256().digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
	}

	private String of(Path file) throws IOException {
		Path real = file.toRealPath();
		Stamp stamp = Stamp.of(real);
		Hashed known = known(real);
		if (known != null && known.stamp().equals(stamp)) {
			return known.hash();
		}
		String hash = read(real);
		if (!Stamp.of(real).equals(stamp)) {
			throw new EncoderException(file.getFileName() + " changed while it was read");
		}
		if (stamp.changed().toInstant().isBefore(this.clock.instant().minus(SETTLED))) {
			remember(real, new Hashed(stamp, hash));
		}
		return hash;
	}

	private Hashed known(Path file) {
		synchronized (this.hashes) {
			return this.hashes.get(file);
		}
	}

	private void remember(Path file, Hashed hashed) {
		synchronized (this.hashes) {
			this.hashes.put(file, hashed);
		}
	}

	private static String read(Path file) throws IOException {
		MessageDigest digest = sha256();
		byte[] buffer = new byte[1 << 16];
		try (InputStream in = Files.newInputStream(file)) {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				digest.update(buffer, 0, read);
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What changes when a file does. */
	private record Stamp(Object key, long size, FileTime changed) {

		static Stamp of(Path file) throws IOException {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			return new Stamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
		}

	}

	private record Hashed(Stamp stamp, String hash) {

	}

}
