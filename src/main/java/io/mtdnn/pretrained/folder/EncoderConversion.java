package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.mtdnn.pretrained.EncoderException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Converts a shipped encoder's archive into the encoders' folder, once: a file lock keeps
 * other processes waiting, a lock in memory other threads, for whom file locks are not
 * made. The result is written beside its place and renamed, so what bears the encoder's
 * name is whole.
 */
final class EncoderConversion {

	private static final Log log = LogFactory.getLog(EncoderConversion.class);

	private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

	private final EncoderFolder folder;

	private final ShippedEncoder encoder;

	EncoderConversion(EncoderFolder folder, ShippedEncoder encoder) {
		this.folder = folder;
		this.encoder = encoder;
	}

	/** Returns when the encoder is there, converted by this call or by another. */
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
		log.info("Converting encoder " + this.encoder.name() + " from " + archive);
		Path partial = emptied(".partial");
		Path scratch = emptied(".scratch");
		try {
			this.folder.write(this.encoder.archive().open(archive, scratch), partial);
			Files.move(partial, this.folder.path(this.encoder.name()), StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			FileSystemUtils.deleteRecursively(partial);
			FileSystemUtils.deleteRecursively(scratch);
		}
		log.info("Converted encoder " + this.encoder.name());
	}

	/** An empty directory; what a process that died left there goes. */
	private Path emptied(String suffix) throws IOException {
		Path directory = this.folder.root().resolve("." + this.encoder.name() + suffix);
		FileSystemUtils.deleteRecursively(directory);
		return Files.createDirectories(directory);
	}

	private EncoderException failed(Path archive, String why, Exception cause) {
		return new EncoderException(
				"encoder '" + this.encoder.name() + "' cannot be converted from " + archive.getFileName() + ": " + why,
				cause);
	}

}
