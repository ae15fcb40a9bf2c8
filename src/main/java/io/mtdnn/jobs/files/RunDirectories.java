package io.mtdnn.jobs.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.mtdnn.files.Trees;
import io.mtdnn.node.NodeProperties;
import org.springframework.stereotype.Component;

/** The directory of each run and the lock that its worker holds while it lives. */
@Component
public class RunDirectories {

	/**
	 * Locked by the worker of the run; its content is the number of the attempt that
	 * wrote the other files.
	 */
	static final String LOCK = "run.lock";

	/**
	 * Held by this process: opening and closing a locked file again would give its lock
	 * away.
	 */
	private final Set<String> held = ConcurrentHashMap.newKeySet();

	private final Path root;

	RunDirectories(NodeProperties node) {
		this.root = node.runsDir().toAbsolutePath().normalize();
	}

	public Path of(String jobId) {
		return this.root.resolve(jobId);
	}

	public Path journal(String jobId) {
		return of(jobId).resolve("journal.jsonl");
	}

	public Path log(String jobId) {
		return of(jobId).resolve("job.log");
	}

	public Path checkpoints(String jobId) {
		return of(jobId).resolve("checkpoints");
	}

	/** Locks a run. Returns null when a living process holds it. */
	public Lock lock(String jobId) {
		if (!this.held.add(jobId)) {
			return null;
		}
		Lock lock = null;
		try {
			Files.createDirectories(of(jobId));
			FileChannel file = FileChannel.open(of(jobId).resolve(LOCK), StandardOpenOption.CREATE,
					StandardOpenOption.READ, StandardOpenOption.WRITE);
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
		return new Held(file, () -> this.held.remove(jobId));
	}

	/** Whether this node has a directory of a run that no process holds. */
	public boolean abandoned(String jobId) {
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
				Trees.delete(entry);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Removes what an attempt would continue from; the log stays. */
	void clear(String jobId) throws IOException {
		Files.deleteIfExists(journal(jobId));
		purge(jobId);
	}

	/** Puts other files in the place of those that an attempt would continue from. */
	void replace(String jobId, Path files) throws IOException {
		clear(jobId);
		Trees.copy(files, of(jobId));
	}

	void removeCheckpoints(String jobId) {
		try {
			Trees.delete(checkpoints(jobId));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Held until closed, or until the process dies. */
	public interface Lock extends AutoCloseable {

		/** The attempt whose files the directory has; 0 when that is not known. */
		int owner() throws IOException;

		/** Notes that an attempt has the directory from now on. */
		void own(int attempt) throws IOException;

		@Override
		void close();

	}

	/**
	 * Reads and writes through the channel that has the lock: closing any other one would
	 * give the lock away.
	 */
	private record Held(FileChannel file, Runnable free) implements Lock {

		private static final int LONGEST = 20;

		@Override
		public int owner() throws IOException {
			ByteBuffer content = ByteBuffer.allocate(LONGEST);
			this.file.read(content, 0);
			String text = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
			return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
		}

		@Override
		public void own(int attempt) throws IOException {
			this.file.truncate(0);
			this.file.write(StandardCharsets.US_ASCII.encode(attempt + "\n"), 0);
			this.file.force(true);
		}

		@Override
		public void close() {
			try {
				this.file.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			finally {
				this.free.run();
			}
		}

	}

}
