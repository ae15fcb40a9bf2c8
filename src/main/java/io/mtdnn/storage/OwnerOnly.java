package io.mtdnn.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Creates files and folders that only their owner can read, on systems with POSIX
 * permissions.
 */
final class OwnerOnly {

	private static final Set<PosixFilePermission> OTHERS = Set.of(PosixFilePermission.OTHERS_READ,
			PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

	private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

	private OwnerOnly() {
	}

	/** The attributes of a new file. */
	static FileAttribute<?>[] file() {
		return attributes("rw-------");
	}

	/**
	 * Creates a folder and its missing parents.
	 * @return false if the folder already existed and other users can access it
	 */
	static boolean createDirectories(Path folder) {
		try {
			if (Files.isDirectory(folder)) {
				return !POSIX || Files.getPosixFilePermissions(folder).stream().noneMatch(OTHERS::contains);
			}
			Files.createDirectories(folder, attributes("rwx------"));
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not create folder %s: %s".formatted(folder, ex), ex);
		}
	}

	private static FileAttribute<?>[] attributes(String permissions) {
		return POSIX
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
