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
 * every entry. Names that would lead out of a folder are refused, although nothing is
 * ever written under an entry's name, and so is what unpacks to far more than its size.
 */
public final class ZipEntries {

	/**
	 * Larger than any vocabulary, index or description; the weights are never read at
	 * once.
	 */
	private static final int MAX_SMALL_ENTRY = 64 << 20;

	/**
	 * Most bytes that one byte of an archive may unpack to; weights hardly get smaller by
	 * packing.
	 */
	private static final int MAX_RATIO = 20;

	/**
	 * Below this the ratio is not looked at: small files of repeated words compress well.
	 */
	private static final long RATIO_FROM = 4 << 20;

	private ZipEntries() {
	}

	/**
	 * Most bytes that the entries of a zip file may have together, when it is an archive
	 * or lies inside one.
	 */
	public static long most(Path archive) throws IOException {
		return Math.max(RATIO_FROM, MAX_RATIO * Files.size(archive));
	}

	/**
	 * Hands all wanted entries over.
	 * @param most maximum size of all entries together, those that are not wanted
	 * included
	 * @throws EncoderException when one of them is missing, an entry has a name that no
	 * archive should have, or there are more bytes than that
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
			throw new EncoderException("it is not a zip file, or is cut off, or has no entry "
					+ String.join(", ", missing.stream().sorted().toList()));
		}
	}

	/**
	 * Looks for entries in a zip file's directory.
	 * @throws IOException when it is not a zip file, or cut off
	 */
	public static void require(Path archive, List<String> entries) throws IOException {
		try (ZipFile zip = new ZipFile(archive.toFile())) {
			List<String> missing = entries.stream().filter((name) -> zip.getEntry(name) == null).toList();
			if (!missing.isEmpty()) {
				throw new EncoderException("it has no entry " + String.join(", ", missing));
			}
		}
		catch (ZipException ex) {
			throw new IOException("it is not a zip file, or cut off", ex);
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
			throw new EncoderException("its entry '" + name + "' would lead out of a folder");
		}
	}

	/** An entry's content, for entries that are small. */
	public static byte[] small(String name, InputStream in) throws IOException {
		byte[] content = in.readNBytes(MAX_SMALL_ENTRY + 1);
		if (content.length > MAX_SMALL_ENTRY) {
			throw new EncoderException("its entry '" + name + "' is larger than " + MAX_SMALL_ENTRY + " bytes");
		}
		return content;
	}

	/** Takes entries. */
	public interface Visitor {

		void entry(String name, InputStream content) throws IOException;

	}

}
