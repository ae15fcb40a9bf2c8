package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an artifact's files are missing or differ from those stored. Fetching it
 * again does not help.
 */
@SuppressWarnings("serial")
public class DamagedArtifactException extends UncheckedIOException {

	DamagedArtifactException(String key, IOException cause) {
		super("'" + key + "': " + cause.getMessage(), cause);
	}

	/**
	 * The file at fault, relative to the artifact; null when it is not known, or is the
	 * manifest.
	 */
	public @Nullable String file() {
		return (getCause() instanceof ArtifactDamage damage) ? damage.file() : null;
	}

	/** The fault, without the server's paths. */
	public String fault() {
		return (getCause() instanceof ArtifactDamage damage) ? String.valueOf(damage.getMessage())
				: "a file of the artifact cannot be read";
	}

}
