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

import io.mtdnn.files.Flush;
import io.mtdnn.files.Trees;
import io.mtdnn.node.NodeProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Manages the directory of each run and the lock that its worker holds while its process
 * is alive.
 */
@Component
public class RunDirectories {

	/**
	 * The file that the run's worker locks. It contains the number of the attempt that
	 * wrote the other files.
	 */
	static final String LOCK = "run.lock";

	/**
	 * Runs locked by this process. Opening and closing a locked file again would release
	 * its lock.
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
	public @Nullable Lock lock(String jobId) {
		if (!this.held.add(jobId)) {
			return null;
		}
		Lock lock = null;
		try {
			Flush.createDirectories(of(jobId));
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

	private @Nullable Lock lock(String jobId, FileChannel file) throws IOException {
		FileLock lock = file.tryLock();
		if (lock == null) {
			file.close();
			return null;
		}
		return new Held(file, () -> this.held.remove(jobId));
	}

	/** Whether this node has a directory of the run that no process has locked. */
	public boolean abandoned(String jobId) {
		if (!Files.isDirectory(of(jobId))) {
			return false;
		}
		try (Lock lock = lock(jobId)) {
			return lock != null;
		}
	}

	/** Removes checkpoints and bundles but keeps journal and log. */
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

	/** Removes the files from which an attempt would continue; keeps the log. */
	void clear(String jobId) throws IOException {
		Files.deleteIfExists(journal(jobId));
		purge(jobId);
	}

	/** Replaces the files from which an attempt would continue. */
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

	/** A lock that is held until it is closed or the process ends. */
	public interface Lock extends AutoCloseable {

		/** The attempt that wrote the directory's files; 0 if unknown. */
		int owner() throws IOException;

		/** Records an attempt as the owner of the directory. */
		void own(int attempt) throws IOException;

		@Override
		void close();

	}

	/**
	 * Reads and writes through the locked channel, because closing any other channel of
	 * the file would release the lock.
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
