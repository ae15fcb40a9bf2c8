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
 * Files of H2 with synchronous writes. H2 itself never forces data to disk: even with
 * {@code
 * WRITE_DELAY=0}, a commit may be only in the system's memory and is lost in a power
 * failure. This class opens each file for synchronous writes, so that completed commits
 * are on disk, in the order in which H2 wrote them. Only the owner can read the files.
 * The class is public because H2 instantiates it.
 */
public final class DurableFilePath extends FilePathWrapper {

	static final String SCHEME = "durable";

	private static final Set<OpenOption> SYNCHRONOUS = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
			StandardOpenOption.CREATE, StandardOpenOption.DSYNC);

	/** Registers the file system with H2; may be called more than once. */
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
