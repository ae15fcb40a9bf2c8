package io.mtdnn.jobs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import io.mtdnn.files.Trees;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of a run's directory (bundles, journal, log and newest checkpoint)
 * within it. Hard links make this fast, so that the run need not wait. The training
 * thread takes them between two steps.
 */
final class RunSnapshots {

	private static final String CHECKPOINTS = "checkpoints";

	private final Path run;

	private final Path snapshots;

	private int taken;

	RunSnapshots(Path run) {
		this.run = run;
		this.snapshots = run.resolve(".mirror");
		clear();
	}

	Path take() throws IOException {
		Path snapshot = this.snapshots.resolve(Integer.toString(++this.taken));
		Path newest = newest();
		try (Stream<Path> paths = Files.walk(this.run)) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				if (belongs(this.run.relativize(path), newest)) {
					copy(path, snapshot.resolve(this.run.relativize(path).toString()));
				}
			}
		}
		return snapshot;
	}

	/** The newest checkpoint; names sort by step. */
	private @Nullable Path newest() throws IOException {
		Path checkpoints = this.run.resolve(CHECKPOINTS);
		if (!Files.isDirectory(checkpoints)) {
			return null;
		}
		try (Stream<Path> entries = Files.list(checkpoints)) {
			return entries.filter((entry) -> !entry.getFileName().toString().startsWith("."))
				.max(Comparator.comparing((Path entry) -> entry.getFileName().toString()))
				.map(this.run::relativize)
				.orElse(null);
		}
	}

	private static boolean belongs(Path file, @Nullable Path newest) {
		if (file.startsWith(CHECKPOINTS)) {
			return newest != null && file.startsWith(newest);
		}
		return !file.startsWith(RunDirectories.LOCK) && !file.getName(0).toString().startsWith(".");
	}

	private void copy(Path path, Path target) throws IOException {
		Files.createDirectories(target.getParent());
		// The journal and the log keep growing, so they are copied.
		if (this.run.equals(path.getParent())) {
			Files.copy(path, target);
			return;
		}
		Trees.link(path, target);
	}

	void remove(Path snapshot) {
		Trees.deleteQuietly(snapshot);
	}

	void clear() {
		remove(this.snapshots);
	}

}
