package io.mtdnn.storage;

import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that the service writes to. Each module declares its folders as beans.
 *
 * @param setting name of its setting
 * @param path its path
 */
public record WrittenFolder(String setting, Path path) {

	private static final Logger logger = LoggerFactory.getLogger(WrittenFolder.class);

	/**
	 * Creates the folder with access for its owner only; logs a warning if an existing
	 * folder is accessible to other users of the machine.
	 */
	public static WrittenFolder of(String setting, Path path) {
		WrittenFolder folder = new WrittenFolder(setting, path.toAbsolutePath().normalize());
		if (!OwnerOnly.createDirectories(folder.path())) {
			logger.warn("{} is {}, which other users of this machine can read; chmod 700 prevents this", setting,
					folder.path());
		}
		return folder;
	}

}
