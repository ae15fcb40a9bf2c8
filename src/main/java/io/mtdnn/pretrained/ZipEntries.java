package io.mtdnn.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads a zip file from front to back, which, unlike random access, checks the CRC of every entry. Names that would lead
 * out of a folder are refused, although nothing is ever written under an entry's name.
 */
final class ZipEntries {

	/** Larger than any vocabulary, index or description; the weights are never read at once. */
	private static final int MAX_SMALL_ENTRY = 64 << 20;

	private ZipEntries() {
	}

	/**
	 * Hands all wanted entries over.
	 * @throws EncoderException when one of them is missing, or an entry has a name that no archive should have
	 */
	static void read(InputStream in, Set<String> wanted, Visitor visitor) throws IOException {
		Set<String> missing = new HashSet<>(wanted);
		ZipInputStream zip = new ZipInputStream(in);
		for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
			requireHarmless(entry.getName());
			if (missing.remove(entry.getName())) {
				visitor.entry(entry.getName(), zip);
			}
		}
		if (!missing.isEmpty()) {
			throw new EncoderException("it is not a zip file, or is cut off, or has no entry "
					+ String.join(", ", missing.stream().sorted().toList()));
		}
	}

	private static void requireHarmless(String name) {
		if (name.startsWith("/") || name.contains("\\") || name.contains(":")
				|| Arrays.asList(name.split("/")).contains("..")) {
			throw new EncoderException("its entry '" + name + "' would lead out of a folder");
		}
	}

	/** An entry's content, for entries that are small. */
	static byte[] small(String name, InputStream in) throws IOException {
		byte[] content = in.readNBytes(MAX_SMALL_ENTRY + 1);
		if (content.length > MAX_SMALL_ENTRY) {
			throw new EncoderException("its entry '" + name + "' is larger than " + MAX_SMALL_ENTRY + " bytes");
		}
		return content;
	}

	/** Takes entries. */
	interface Visitor {

		void entry(String name, InputStream content) throws IOException;

	}

}
