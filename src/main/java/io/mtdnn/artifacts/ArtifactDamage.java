package io.mtdnn.artifacts;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A difference between an artifact's files and its manifest, or a manifest that cannot be
 * read.
 */
@SuppressWarnings("serial")
final class ArtifactDamage extends IOException {

	private final @Nullable String file;

	/**
	 * @param file the file at fault, relative to the artifact; null when it is the
	 * manifest
	 * @param fault what is wrong, without the server's paths
	 */
	ArtifactDamage(@Nullable String file, String fault) {
		super("the artifact is damaged: " + fault);
		this.file = file;
	}

	@Nullable String file() {
		return this.file;
	}

}
