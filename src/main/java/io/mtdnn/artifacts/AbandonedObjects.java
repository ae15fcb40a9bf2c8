package io.mtdnn.artifacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds objects that no process will name any more: it was killed while it stored them.
 */
final class AbandonedObjects {

	/** Longer than any process needs to store an object. */
	static final Duration AFTER = Duration.ofDays(1);

	private final Path objects;

	private final Clock clock;

	private final Named named;

	/**
	 * @param objects directory of the objects
	 * @param named finds the names of all objects in use
	 */
	AbandonedObjects(Path objects, Clock clock, Named named) {
		this.objects = objects;
		this.clock = clock;
		this.named = named;
	}

	/**
	 * Names of abandoned objects.
	 * @throws IOException when it is not certain which objects are in use
	 */
	List<String> find() throws IOException {
		List<String> found = old();
		if (!found.isEmpty()) {
			found.removeAll(this.named.find());
		}
		if (!found.isEmpty()) {
			// one that was replaced while the names were read has a note by now
			found.removeAll(this.named.find());
		}
		return found;
	}

	private List<String> old() throws IOException {
		List<String> old = new ArrayList<>();
		if (!Files.isDirectory(this.objects)) {
			return old;
		}
		Instant limit = this.clock.instant().minus(AFTER);
		try (Stream<Path> all = Files.list(this.objects)) {
			for (Path object : all.toList()) {
				if (lastWritten(object).isBefore(limit)) {
					old.add(object.getFileName().toString());
				}
			}
		}
		return old;
	}

	/** The newest change in an object. */
	private static Instant lastWritten(Path object) throws IOException {
		try (Stream<Path> files = Files.walk(object)) {
			return files.map((file) -> Instant.ofEpochMilli(file.toFile().lastModified()))
				.max(Instant::compareTo)
				.orElse(Instant.MAX);
		}
	}

	/** Finds names. */
	@FunctionalInterface
	interface Named {

		List<String> find() throws IOException;

	}

}
