package io.mtdnn.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * Reads files from folders that users fill. Such a file can be of any size, a directory,
 * an endless pipe or a Git LFS pointer. Messages contain its folder and file name but
 * never the full path.
 */
public final class GivenFile {

	private static final byte[] POINTER = "version https://git-lfs.github.com/spec/"
		.getBytes(StandardCharsets.US_ASCII);

	private GivenFile() {
	}

	/** A file's name preceded by its folder's, such as {@code my-bert/config.json}. */
	public static String name(Path file) {
		Path folder = file.toAbsolutePath().getParent();
		return (folder == null || folder.getFileName() == null) ? String.valueOf(file.getFileName())
				: folder.getFileName() + "/" + file.getFileName();
	}

	/**
	 * Rejects entries that are not files or that only point to one.
	 * @throws IOException with a message that names the file and a remedy
	 */
	public static void check(Path file) throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			if (!attributes.isRegularFile()) {
				throw new IOException(name(file) + " is not a file but "
						+ (attributes.isDirectory() ? "a directory" : "a pipe, a socket or a device"));
			}
			refusePointer(file);
		}
		catch (NoSuchFileException ex) {
			throw new IOException(name(file) + " is missing or a broken link", ex);
		}
		catch (AccessDeniedException ex) {
			throw new IOException(name(file) + " cannot be read: the service lacks permission", ex);
		}
	}

	private static void refusePointer(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			if (Arrays.equals(in.readNBytes(POINTER.length), POINTER)) {
				throw new IOException(
						name(file) + " is a Git LFS pointer, not the file itself: run 'git lfs pull' in the clone"
								+ " or download the file");
			}
		}
	}

	/**
	 * The content of a checked file.
	 * @param most maximum size in bytes; a larger file is rejected unread
	 * @throws IOException with a message that names the file and a remedy
	 */
	public static byte[] read(Path file, int most) throws IOException {
		check(file);
		byte[] content;
		try (InputStream in = Files.newInputStream(file)) {
			content = (Files.size(file) > most) ? new byte[0] : in.readNBytes(most + 1);
		}
		if (content.length > most || Files.size(file) > most) {
			throw new IOException(name(file) + " has " + Files.size(file) + " bytes; at most " + most + " are allowed");
		}
		return content;
	}

	/** The text of a checked UTF-8 file without its byte order mark. */
	public static String readText(Path file, int most) throws IOException {
		byte[] content = read(file, most);
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		ByteBuffer bytes = ByteBuffer.wrap(content);
		CharBuffer text = CharBuffer.allocate(content.length);
		if (decoder.decode(bytes, text, true).isError() || decoder.flush(text).isError()) {
			throw new IOException(name(file) + " is not valid UTF-8: line " + line(content, bytes.position())
					+ " (byte " + bytes.position() + "); save it as UTF-8");
		}
		String read = text.flip().toString();
		return read.startsWith("\uFEFF") ? read.substring(1) : read;
	}

	private static int line(byte[] content, int end) {
		int line = 1;
		for (int i = 0; i < end; i++) {
			line += (content[i] == '\n') ? 1 : 0;
		}
		return line;
	}

}
