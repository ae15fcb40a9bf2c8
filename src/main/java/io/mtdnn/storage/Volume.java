package io.mtdnn.storage;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The space of the volume that a folder is on.
 *
 * @param free bytes available to this process
 * @param total total bytes; 0 if unknown
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
