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

/**
 * What changes when a file does. Copying tools can set the time at which the content
 * changed, which is the same for all files of many archives; the time of the last change
 * of the entry itself they cannot.
 *
 * @param key the file's identity
 * @param size its bytes
 * @param modified when its content changed
 * @param changed when its content, name or rights changed, where the file system knows it
 */
record FileStamp(Object key, long size, FileTime modified, FileTime changed) {

	/** Two changes within it may leave the same stamp. */
	private static final Duration SETTLED = Duration.ofSeconds(2);

	private static final boolean UNIX = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

	/** A file's stamp; null when there is no such file. */
	static FileStamp of(Path file) throws IOException {
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

	/** Whether a later change will show. */
	boolean settled(Instant now) {
		return this.modified.toInstant().isBefore(now.minus(SETTLED));
	}

}
