package io.mtdnn.storage;

import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that the service writes to. Each module declares its own as beans.
 *
 * @param setting the setting that names it
 * @param path where it is
 */
public record WrittenFolder(String setting, Path path) {

	private static final Logger logger = LoggerFactory.getLogger(WrittenFolder.class);

	/**
	 * Creates the folder for its owner alone; warns when one that exists lets other users
	 * of the machine in.
	 */
	public static WrittenFolder of(String setting, Path path) {
		WrittenFolder folder = new WrittenFolder(setting, path.toAbsolutePath().normalize());
		if (!OwnerOnly.createDirectories(folder.path())) {
			logger.warn("{} is {}, which other users of this machine can read: chmod 700 keeps them out", setting,
					folder.path());
		}
		return folder;
	}

}
