package io.mtdnn.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.training.TrainingEvent;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Copies of runs in the artifact store, for nodes that share no volume: after each checkpoint the run's directory is
 * copied (by hard links, so the run does not wait) and stored beside the run, the newest one only; a worker that takes
 * the job over begins with what is there. Off when runs lie on a shared volume.
 */
@Component
class RunMirror {

	private static final Logger logger = LoggerFactory.getLogger(RunMirror.class);

	private static final String SNAPSHOT = ".mirror";

	private final ArtifactStore store;

	private final RunDirectories directories;

	private final boolean on;

	private final ExecutorService uploads = Executors.newSingleThreadExecutor((work) -> {
		Thread thread = new Thread(work, "run-mirror");
		thread.setDaemon(true);
		return thread;
	});

	private Future<?> upload;

	private boolean again;

	RunMirror(ArtifactStore store, RunDirectories directories, JobsProperties properties) {
		this.store = store;
		this.directories = directories;
		this.on = properties.mirrorRuns();
	}

	/** Hears the events of the run on this node. */
	void on(String jobId, TrainingEvent event) {
		if (!this.on || !(event instanceof TrainingEvent.CheckpointWritten)) {
			return;
		}
		if (this.upload != null && !this.upload.isDone()) {
			this.again = true;
			return;
		}
		store(jobId);
	}

	private void store(String jobId) {
		this.again = false;
		try {
			Path snapshot = snapshot(jobId);
			this.upload = this.uploads.submit(() -> this.store.put(key(jobId), snapshot));
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn("The run could not be copied for the artifact store", ex);
		}
	}

	/** Waits until what the run has written last is in the store, so that another node may go on. */
	void finish(String jobId) {
		if (!this.on || this.upload == null) {
			return;
		}
		try {
			this.upload.get(1, TimeUnit.HOURS);
			if (this.again) {
				store(jobId);
				this.upload.get(1, TimeUnit.HOURS);
			}
			FileSystemUtils.deleteRecursively(this.directories.of(jobId).resolve(SNAPSHOT));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (java.util.concurrent.ExecutionException | TimeoutException | IOException ex) {
			logger.warn("The run's newest checkpoint is not in the artifact store; another node begins earlier", ex);
		}
		finally {
			this.upload = null;
		}
	}

	/** Brings what the store has of a run to this node, unless this node has as much. */
	void restore(String jobId) {
		if (!this.on) {
			return;
		}
		try {
			Path stored = this.store.fetch(key(jobId));
			Path journal = stored.resolve(this.directories.journal(jobId).getFileName());
			Path local = this.directories.journal(jobId);
			long have = Files.exists(local) ? Files.size(local) : -1;
			if (Files.exists(journal) && Files.size(journal) > have) {
				logger.info("Run {} goes on from the artifact store", jobId);
				this.directories.purge(jobId);
				FileSystemUtils.copyRecursively(stored, this.directories.of(jobId));
			}
		}
		catch (NoSuchElementException ex) {
			// It has never come to a checkpoint.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void remove(String jobId) {
		if (this.on) {
			this.store.delete(key(jobId));
		}
	}

	/** The job's log as it was at the last checkpoint; null when there is none. */
	Path log(String jobId) {
		if (!this.on || !this.store.exists(key(jobId))) {
			return null;
		}
		return this.store.fetch(key(jobId)).resolve(this.directories.log(jobId).getFileName());
	}

	private Path snapshot(String jobId) throws IOException {
		Path run = this.directories.of(jobId);
		Path snapshot = run.resolve(SNAPSHOT);
		FileSystemUtils.deleteRecursively(snapshot);
		try (Stream<Path> paths = Files.walk(run)) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				String name = run.relativize(path).toString();
				if (name.startsWith(SNAPSHOT) || name.equals("run.lock")) {
					continue;
				}
				Path target = snapshot.resolve(name);
				Files.createDirectories(target.getParent());
				// Journal and log grow on: they must be copied.
				if (name.contains("/") || name.contains("\\")) {
					link(path, target);
				}
				else {
					Files.copy(path, target);
				}
			}
		}
		return snapshot;
	}

	private static void link(Path path, Path target) throws IOException {
		try {
			Files.createLink(target, path);
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			Files.copy(path, target);
		}
	}

	@PreDestroy
	void close() {
		this.uploads.shutdownNow();
	}

	private static String key(String jobId) {
		return "checkpoints/" + jobId;
	}

}
