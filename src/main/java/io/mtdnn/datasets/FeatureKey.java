package io.mtdnn.datasets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import io.mtdnn.tokenization.WindowSettings;

/**
 * All that encoded features depend on, as a hash.
 *
 * @param hex SHA-256, hexadecimal
 */
record FeatureKey(String hex) {

	/** Raised whenever readers or encoders give other items for the same bytes. */
	private static final int CODE_VERSION = 1;

	static FeatureKey of(Dataset dataset, String tokenizerHash, WindowSettings settings) {
		List<Object> parts = List.of(CODE_VERSION, dataset.sha256(), dataset.examples().size(), dataset.task(),
				tokenizerHash, settings);
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
			return new FeatureKey(HexFormat.of().formatHex(hash));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
