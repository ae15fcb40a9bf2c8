package io.mtdnn.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;

/** An artifact whose files are missing or differ from what was stored. Fetching it again changes nothing. */
@SuppressWarnings("serial")
public class DamagedArtifactException extends UncheckedIOException {

	DamagedArtifactException(String key, IOException cause) {
		super("'" + key + "': " + cause.getMessage(), cause);
	}

}
