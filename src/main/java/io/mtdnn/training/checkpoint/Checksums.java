package io.mtdnn.training.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Length and CRC-32C of a directory's files, kept beside them. Finds truncated files and
 * flipped bits.
 */
public final class Checksums {

	private static final String FILE = "checksums.json";

	private static final int BLOCK = 1 << 20;

	private Checksums() {
	}

	static void write(Path directory, List<String> files, JsonMapper json) throws IOException {
		Map<String, Entry> entries = new LinkedHashMap<>();
		for (String file : files) {
			entries.put(file, entry(directory.resolve(file)));
		}
		Files.write(directory.resolve(FILE), json.writeValueAsBytes(entries));
	}

	/** What is wrong with a directory, or null. */
	static String damage(Path directory, JsonMapper json) {
		try {
			Map<String, Entry> entries = json.readValue(Files.readAllBytes(directory.resolve(FILE)),
					new TypeReference<LinkedHashMap<String, Entry>>() {
					});
			for (Map.Entry<String, Entry> expected : entries.entrySet()) {
				Entry found = entry(directory.resolve(expected.getKey()));
				if (!found.equals(expected.getValue())) {
					return expected.getKey() + " has " + found.bytes() + " bytes with checksum " + found.crc32c()
							+ " instead of " + expected.getValue().bytes() + " with " + expected.getValue().crc32c();
				}
			}
			return null;
		}
		catch (IOException | JacksonException ex) {
			return "unreadable (" + ex.getMessage() + ")";
		}
	}

	private static Entry entry(Path file) throws IOException {
		CRC32C crc = new CRC32C();
		ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
		long bytes = 0;
		try (FileChannel channel = FileChannel.open(file)) {
			for (int read = channel.read(block); read >= 0; read = channel.read(block)) {
				bytes += read;
				crc.update(block.flip());
				block.clear();
			}
		}
		return new Entry(bytes, Long.toHexString(crc.getValue()));
	}

	/** Length and checksum of a file. */
	record Entry(long bytes, String crc32c) {

	}

}
