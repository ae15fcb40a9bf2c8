package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A stamp that changes when a file does. Copying tools can set the modification time of
 * the content, which in many archives is equal for all files, but not the time of the
 * last change of the entry itself.
 *
 * @param key the file's identity
 * @param size its size in bytes
 * @param modified time when its content changed
 * @param changed time when its content, name or permissions changed, if the file system
 * records it
 */
record FileStamp(@Nullable Object key, long size, FileTime modified, FileTime changed) {

	/** Time within which two changes may leave the same stamp. */
	private static final Duration SETTLED = Duration.ofSeconds(2);

	private static final boolean UNIX = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

	/** A file's stamp; null if the file does not exist. */
	static @Nullable FileStamp of(Path file) throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			FileTime modified = attributes.lastModifiedTime();
			FileTime changed = UNIX ? (FileTime) Files.getAttribute(file, "unix:ctime") : modified;
			return new FileStamp(attributes.fileKey(), attributes.size(), modified, changed);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/** Whether any later change will alter the stamp. */
	boolean settled(Instant now) {
		Instant latest = now.minus(SETTLED);
		return this.modified.toInstant().isBefore(latest) && this.changed.toInstant().isBefore(latest);
	}

}
