package io.mtdnn.files;

import java.io.IOException;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Directories with all that is in them. */
public final class Trees {

	private static final Logger logger = LoggerFactory.getLogger(Trees.class);

	private Trees() {
	}

	/** Deletes a file or directory, if it exists. */
	public static void delete(Path root) throws IOException {
		FileSystemUtils.deleteRecursively(root);
	}

	/** Deletes what nothing refers to; a failure is logged. */
	public static void deleteQuietly(Path root) {
		try {
			delete(root);
		}
		catch (IOException ex) {
			logger.warn("Could not delete {}: {}", root, ex.toString());
		}
	}

}
