package io.mtdnn.hub.downloads;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/** Excludes other processes and threads; the system releases it when the process ends. */
final class DownloadLock implements AutoCloseable {

	private final FileChannel channel;

	private DownloadLock(FileChannel channel) {
		this.channel = channel;
	}

	/** The lock; null if another process or thread has it. */
	static @Nullable DownloadLock tryOpen(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		try {
			FileLock lock = channel.tryLock();
			if (lock != null) {
				return new DownloadLock(channel);
			}
		}
		catch (OverlappingFileLockException ex) {
			// Another thread of this process has it.
		}
		channel.close();
		return null;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
