package io.mtdnn.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Computes SHA-256 digests (FIPS 180-4) in lower-case hexadecimal digits. */
public final class Digests {

	private static final int BLOCK = 1 << 16;

	private Digests() {
	}

	/** Creates a digest for content that is read in blocks. */
	public static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform provides SHA-256.", ex);
		}
	}

	public static String sha256(byte[] bytes) {
		return hex(sha256().digest(bytes));
	}

	/** The digest of a text in UTF-8. */
	public static String sha256(String text) {
		return sha256(text.getBytes(StandardCharsets.UTF_8));
	}

	/** The digest of a file's content. */
	public static String sha256(Path file) throws IOException {
		MessageDigest digest = sha256();
		byte[] block = new byte[BLOCK];
		try (InputStream in = Files.newInputStream(file)) {
			for (int read = in.read(block); read >= 0; read = in.read(block)) {
				digest.update(block, 0, read);
			}
		}
		return hex(digest.digest());
	}

	public static String hex(byte[] digest) {
		return HexFormat.of().formatHex(digest);
	}

}
