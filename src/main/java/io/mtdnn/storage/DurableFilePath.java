package io.mtdnn.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

import io.mtdnn.files.Flush;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of H2 whose writes have reached the disk when they return. H2 itself never asks
 * the system for that: even with {@code WRITE_DELAY=0}, a commit lies in the system's
 * memory until a power cut takes it. Here each file is opened for synchronous writes, so
 * that a commit that returned is on disk, and in the order in which H2 wrote. Only their
 * owner can read the files. Public because H2 makes the objects itself.
 */
public final class DurableFilePath extends FilePathWrapper {

	static final String SCHEME = "durable";

	private static final Set<OpenOption> SYNCHRONOUS = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
			StandardOpenOption.CREATE, StandardOpenOption.DSYNC);

	/** Makes H2 know the files; may be called more than once. */
	static void register() {
		FilePath.register(new DurableFilePath());
	}

	@Override
	public String getScheme() {
		return SCHEME;
	}

	@Override
	public FileChannel open(String mode) throws IOException {
		if (mode.equals("r")) {
			return getBase().open(mode);
		}
		Path file = file();
		boolean isNew = !Files.exists(file);
		FileChannel channel = FileChannel.open(file, SYNCHRONOUS, OwnerOnly.file());
		if (isNew) {
			Flush.directory(Objects.requireNonNull(file.toAbsolutePath().getParent()));
		}
		return channel;
	}

	@Override
	public void createDirectory() {
		OwnerOnly.createDirectories(file());
	}

	private Path file() {
		return Path.of(getBase().toString());
	}

}
