package io.mtdnn.api;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The internals that no response may reveal: class names and absolute paths of the
 * machine.
 */
final class Innards {

	static final Pattern PATTERN = Pattern.compile(
			"\\b(io\\.mtdnn|javax?|jakarta|org\\.(springframework|apache|hibernate|postgresql|h2)|com\\.fasterxml|tools\\.jackson|ai\\.djl)\\.[a-zA-Z]"
					+ "|" + Pattern.quote(Path.of("").toAbsolutePath().toString()));

	private Innards() {
	}

}
