package io.mtdnn.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which uploads arrive, each in a directory of its own. Several processes
 * may share it. A process that is killed leaves directories behind; they are removed an
 * hour after the last byte was written to them, because an upload that has been idle for
 * so long has failed.
 */
public final class Staging {

	private static final Logger logger = LoggerFactory.getLogger(Staging.class);

	private static final Duration ABANDONED = Duration.ofHours(1);

	private final Path folder;

	private final String prefix;

	private final Clock clock;

	/**
	 * @param folder created when the first upload arrives
	 * @param prefix of the names of its directories, such as {@code upload-}
	 */
	public Staging(Path folder, String prefix, Clock clock) {
		this.folder = folder;
		this.prefix = prefix;
		this.clock = clock;
	}

	public Path folder() {
		return this.folder;
	}

	/** Runs an action with an empty directory, which is removed afterwards. */
	public <T> T with(Function<Path, T> action) {
		removeAbandoned();
		Path directory = null;
		try {
			Files.createDirectories(this.folder);
			directory = Files.createTempDirectory(this.folder, this.prefix);
			return action.apply(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			if (directory != null) {
				Trees.deleteQuietly(directory);
			}
		}
	}

	/** Removes directories that killed processes left behind. */
	public void removeAbandoned() {
		Instant limit = this.clock.instant().minus(ABANDONED);
		for (Path directory : directories()) {
			if (lastWritten(directory).isBefore(limit)) {
				logger.info("Removing what a killed process has left: {}", directory);
				Trees.deleteQuietly(directory);
			}
		}
	}

	private List<Path> directories() {
		if (!Files.isDirectory(this.folder)) {
			return List.of();
		}
		try (Stream<Path> entries = Files.list(this.folder)) {
			return entries.filter((entry) -> entry.getFileName().toString().startsWith(this.prefix)).toList();
		}
		catch (IOException ex) {
			logger.warn("Could not look for what killed processes have left in {}: {}", this.folder, ex.toString());
			return List.of();
		}
	}

	/**
	 * The time of the newest change in a directory, or the current time if another
	 * process is removing it.
	 */
	private Instant lastWritten(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.map((file) -> Instant.ofEpochMilli(file.toFile().lastModified()))
				.max(Instant::compareTo)
				.orElseGet(this.clock::instant);
		}
		catch (IOException | UncheckedIOException ex) {
			return this.clock.instant();
		}
	}

}
