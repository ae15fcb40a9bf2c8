package io.mtdnn.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The directory of each run and the lock that its worker holds while it lives. */
@Component
class RunDirectories {

	/** Held by this process: opening and closing a locked file again would give its lock away. */
	private final Set<String> held = ConcurrentHashMap.newKeySet();

	private final Path root;

	RunDirectories(NodeProperties node) {
		this.root = node.runsDir().toAbsolutePath().normalize();
	}

	Path of(String jobId) {
		return this.root.resolve(jobId);
	}

	Path journal(String jobId) {
		return of(jobId).resolve("journal.jsonl");
	}

	Path log(String jobId) {
		return of(jobId).resolve("job.log");
	}

	Path checkpoints(String jobId) {
		return of(jobId).resolve("checkpoints");
	}

	/** Locks a run. Returns null when a living process holds it. */
	Lock lock(String jobId) {
		if (!this.held.add(jobId)) {
			return null;
		}
		Lock lock = null;
		try {
			Files.createDirectories(of(jobId));
			FileChannel file = FileChannel.open(of(jobId).resolve("run.lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			lock = lock(jobId, file);
			return lock;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			if (lock == null) {
				this.held.remove(jobId);
			}
		}
	}

	private Lock lock(String jobId, FileChannel file) throws IOException {
		FileLock lock = file.tryLock();
		if (lock == null) {
			file.close();
			return null;
		}
		return () -> {
			try {
				file.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			finally {
				this.held.remove(jobId);
			}
		};
	}

	/** Whether a run of this node's own directory is run by nobody. */
	boolean abandoned(String jobId) {
		if (!Files.isDirectory(of(jobId))) {
			return false;
		}
		try (Lock lock = lock(jobId)) {
			return lock != null;
		}
	}

	/** Removes checkpoints and bundles; journal and log stay. */
	void purge(String jobId) {
		if (!Files.isDirectory(of(jobId))) {
			return;
		}
		try (var entries = Files.list(of(jobId))) {
			for (Path entry : entries.filter(Files::isDirectory).toList()) {
				FileSystemUtils.deleteRecursively(entry);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void removeCheckpoints(String jobId) {
		try {
			FileSystemUtils.deleteRecursively(checkpoints(jobId));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Held until closed, or until the process dies. */
	interface Lock extends AutoCloseable {

		@Override
		void close();

	}

}
