package io.mtdnn.artifacts;

import java.nio.file.Path;
import java.time.Clock;

import io.mtdnn.storage.DiskReserve;

/** Artifact stores for the tests of modules that use one. */
public final class ArtifactStores {

	private ArtifactStores() {
	}

	public static ArtifactStore directory(Path root) {
		return new DirectoryArtifactStore(root, DiskReserve.NONE, new Retired(Clock.systemUTC()));
	}

}
