package io.mtdnn.pretrained;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

/**
 * An encoder that comes as a Maven artifact.
 *
 * @param name the encoder's name
 * @param folders where the build may have put its archive, {@code <name>.jar}
 * @param command the command that fetches the archive
 * @param converter reads the archive
 */
record ShippedEncoder(String name, List<Path> folders, String command, ArchiveConverter converter) {

	/** Google's bert-base-cased and the 6-layer MiniLM. */
	static List<ShippedEncoder> all(List<Path> folders, JsonMapper json) {
		return List.of(
				new ShippedEncoder("bert-base-cased", folders, "./mvnw -Pbert-base-cased generate-resources",
						new TensorFlowArchive(json)),
				new ShippedEncoder("minilm-l6-uncased", folders, "./mvnw generate-resources", new OnnxArchive(json)));
	}

	/** The archive, where it has been fetched. */
	Optional<Path> archive() {
		return this.folders.stream()
			.map((folder) -> folder.resolve(this.name + ".jar"))
			.filter(Files::isRegularFile)
			.findFirst();
	}

}
