package io.mtdnn.training.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.mtdnn.files.Manifest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The manifest of a checkpoint's files, stored in the same directory. */
final class Checksums {

	private static final String FILE = "checksums.json";

	private static final TypeReference<Map<String, Manifest.Entry>> ENTRIES = new TypeReference<>() {
	};

	private Checksums() {
	}

	static void write(Path directory, List<String> files, JsonMapper json) throws IOException {
		Files.write(directory.resolve(FILE), json.writeValueAsBytes(Manifest.quick(directory, files).files()));
	}

	/** The fault of a directory; null if it is complete. */
	static @Nullable String damage(Path directory, JsonMapper json) {
		try {
			byte[] stored = Files.readAllBytes(directory.resolve(FILE));
			Manifest.Damage damage = new Manifest(json.readValue(stored, ENTRIES)).damage(directory);
			return (damage != null) ? damage.fault() : null;
		}
		catch (IOException | JacksonException ex) {
			return "unreadable (" + ex.getMessage() + ")";
		}
	}

}
