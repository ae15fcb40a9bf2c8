package io.mtdnn.pretrained.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import io.mtdnn.files.CountedStream;
import io.mtdnn.pretrained.EncoderException;

/**
 * Reads a zip file from front to back, which, unlike random access, checks the CRC of
 * every entry. Rejects names that point outside a folder, although nothing is written
 * under an entry's name, and archives that unpack to far more than their size.
 */
public final class ZipEntries {

	/**
	 * Maximum size of entries read as a whole: larger than any vocabulary, index or
	 * description. Weights are never read as a whole.
	 */
	private static final int MAX_SMALL_ENTRY = 64 << 20;

	/**
	 * Maximum number of bytes that one byte of an archive may unpack to; weights hardly
	 * compress.
	 */
	private static final int MAX_RATIO = 20;

	/**
	 * Size up to which the ratio is not checked, because small files of repeated words
	 * compress well.
	 */
	private static final long RATIO_FROM = 4 << 20;

	private ZipEntries() {
	}

	/**
	 * Maximum total size of the entries of a zip file that is an archive or inside one.
	 */
	public static long most(Path archive) throws IOException {
		return Math.max(RATIO_FROM, MAX_RATIO * Files.size(archive));
	}

	/**
	 * Passes all wanted entries to a visitor.
	 * @param most maximum total size of all entries, including those that are not wanted
	 * @throws EncoderException when one of them is missing, an entry has a dangerous
	 * name, or the total size is larger
	 */
	public static void read(InputStream in, long most, Set<String> wanted, Visitor visitor) throws IOException {
		Set<String> missing = new HashSet<>(wanted);
		ZipInputStream zip = new ZipInputStream(in);
		String[] current = new String[1];
		InputStream content = new CountedStream(zip, (count) -> checkSize(count, most, current[0]));
		for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
			requireHarmless(entry.getName());
			current[0] = entry.getName();
			if (missing.remove(entry.getName())) {
				visitor.entry(entry.getName(), content);
			}
			content.transferTo(OutputStream.nullOutputStream());
		}
		if (!missing.isEmpty()) {
			throw new EncoderException("it is not a zip file, is truncated, or lacks the entry "
					+ String.join(", ", missing.stream().sorted().toList()));
		}
	}

	/**
	 * Checks that a zip file's directory contains entries.
	 * @throws IOException when it is not a zip file or is truncated
	 */
	public static void require(Path archive, List<String> entries) throws IOException {
		try (ZipFile zip = new ZipFile(archive.toFile())) {
			List<String> missing = entries.stream().filter((name) -> zip.getEntry(name) == null).toList();
			if (!missing.isEmpty()) {
				throw new EncoderException("it lacks the entry " + String.join(", ", missing));
			}
		}
		catch (ZipException ex) {
			throw new IOException("it is not a zip file or is truncated", ex);
		}
	}

	private static void checkSize(long count, long most, String entry) {
		if (count > most) {
			throw new EncoderException(
					"it unpacks to more than " + MAX_RATIO + " times its size, at its entry '" + entry + "'");
		}
	}

	private static void requireHarmless(String name) {
		if (name.startsWith("/") || name.contains("\\") || name.contains(":")
				|| Arrays.asList(name.split("/")).contains("..")) {
			throw new EncoderException("its entry '" + name + "' points outside its folder");
		}
	}

	/** Reads the content of a small entry. */
	public static byte[] small(String name, InputStream in) throws IOException {
		byte[] content = in.readNBytes(MAX_SMALL_ENTRY + 1);
		if (content.length > MAX_SMALL_ENTRY) {
			throw new EncoderException("its entry '" + name + "' is larger than " + MAX_SMALL_ENTRY + " bytes");
		}
		return content;
	}

	/** Receives entries. */
	public interface Visitor {

		void entry(String name, InputStream content) throws IOException;

	}

}
