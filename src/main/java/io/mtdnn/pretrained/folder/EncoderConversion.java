package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.files.Replacement;
import io.mtdnn.files.Trees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts a shipped encoder's archive into the encoders' folder, once: other processes
 * wait at a file lock, other threads at a lock in memory, because file locks belong to
 * processes.
 */
final class EncoderConversion {

	private static final Logger log = LoggerFactory.getLogger(EncoderConversion.class);

	private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

	private final EncoderFolder folder;

	private final ShippedEncoder encoder;

	EncoderConversion(EncoderFolder folder, ShippedEncoder encoder) {
		this.folder = folder;
		this.encoder = encoder;
	}

	/** Returns when the encoder exists, converted by this call or by another one. */
	void convert(Path archive) {
		try {
			Path root = Files.createDirectories(this.folder.root()).toRealPath();
			Path lockFile = root.resolve("." + this.encoder.name() + ".lock");
			ReentrantLock inProcess = LOCKS.computeIfAbsent(lockFile, (file) -> new ReentrantLock());
			inProcess.lockInterruptibly();
			try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
					var lock = channel.lock()) {
				convertLocked(archive);
			}
			finally {
				inProcess.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failed(archive, "interrupted", ex);
		}
		catch (IOException | RuntimeException ex) {
			throw failed(archive, (ex.getMessage() != null) ? ex.getMessage() : ex.toString(), ex);
		}
	}

	private void convertLocked(Path archive) throws IOException {
		if (this.folder.contains(this.encoder.name())) {
			return;
		}
		log.info("Converting encoder {} from {}", this.encoder.name(), archive);
		Path scratch = scratch();
		try {
			Replacement.directory(this.folder.path(this.encoder.name()),
					(partial) -> this.folder.write(this.encoder.archive().open(archive, scratch), partial));
		}
		finally {
			Trees.delete(scratch);
		}
		log.info("Converted encoder {}", this.encoder.name());
	}

	/** Creates an empty directory and removes what a crashed process left there. */
	private Path scratch() throws IOException {
		Path directory = this.folder.root().resolve("." + this.encoder.name() + ".scratch");
		Trees.delete(directory);
		return Files.createDirectories(directory);
	}

	private EncoderException failed(Path archive, String why, Exception cause) {
		return new EncoderException(
				"encoder '" + this.encoder.name() + "' cannot be converted from " + archive.getFileName() + ": " + why,
				cause);
	}

}
