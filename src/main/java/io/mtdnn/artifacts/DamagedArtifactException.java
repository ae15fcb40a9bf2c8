package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.jspecify.annotations.Nullable;

/**
 * An artifact whose files are missing or differ from what was stored. Fetching it again
 * changes nothing.
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

	/** What is wrong, without the server's paths. */
	public String fault() {
		return (getCause() instanceof ArtifactDamage damage) ? String.valueOf(damage.getMessage())
				: "a file of the artifact cannot be read";
	}

}
