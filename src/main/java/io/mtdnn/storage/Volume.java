package io.mtdnn.storage;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The space of the volume that a folder is on.
 *
 * @param free bytes that this process may still use
 * @param total all bytes; 0 when the system does not know
 */
public record Volume(long free, long total) {

	static Volume of(Path folder) {
		Path existing = folder;
		while (existing != null && !Files.exists(existing)) {
			existing = existing.getParent();
		}
		File file = (existing != null) ? existing.toFile() : folder.toFile();
		return new Volume(file.getUsableSpace(), file.getTotalSpace());
	}

}
