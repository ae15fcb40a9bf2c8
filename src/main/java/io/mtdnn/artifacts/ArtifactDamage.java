package io.mtdnn.artifacts;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an artifact's files differ from its manifest or its manifest cannot be
 * read.
 */
@SuppressWarnings("serial")
final class ArtifactDamage extends IOException {

	private final @Nullable String file;

	/**
	 * @param file the file at fault, relative to the artifact; null when it is the
	 * manifest
	 * @param fault the fault, without the server's paths
	 */
	ArtifactDamage(@Nullable String file, String fault) {
		super("the artifact is damaged: " + fault);
		this.file = file;
	}

	@Nullable String file() {
		return this.file;
	}

}
