package io.mtdnn.hub.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

import io.mtdnn.files.Digests;
import io.mtdnn.hub.HubFile;

/**
 * The hashes by which the hub lists files: SHA-256 for those in Git LFS, and for the
 * others that of a git object, SHA-1 over {@code blob <size>\0} and the content.
 */
final class HubHash {

	private static final int BLOCK = 1 << 16;

	private HubHash() {
	}

	/** The hash that a file must have. */
	static String expected(HubFile file) {
		return Objects.requireNonNull((file.sha256() != null) ? file.sha256() : file.blob());
	}

	/** The same kind of hash of a file's content. */
	static String of(HubFile listed, Path content) throws IOException {
		return (listed.sha256() != null) ? Digests.sha256(content) : blob(content);
	}

	private static String blob(Path file) throws IOException {
		MessageDigest digest = sha1();
		digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
		byte[] block = new byte[BLOCK];
		try (InputStream in = Files.newInputStream(file)) {
			for (int read = in.read(block); read >= 0; read = in.read(block)) {
				digest.update(block, 0, read);
			}
		}
		return Digests.hex(digest.digest());
	}

	private static MessageDigest sha1() {
		try {
			return MessageDigest.getInstance("SHA-1");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-1.", ex);
		}
	}

}
