package io.mtdnn.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.mtdnn.task.Task;

/**
 * Opens models. A Hugging Face directory holds {@code config.json},
 * {@code model.safetensors}, {@code tokenizer.json} and {@code vocab.txt}; a bundle holds
 * the same, the heads among the weights, and {@code mtdnn.json}.
 */
public interface ModelFactory {

	/**
	 * Checks that an encoder directory's tensors fit its config, without loading them.
	 * @throws ModelFormatException listing names and shapes that do not fit
	 */
	EncoderConfig inspect(Path encoderDirectory);

	/**
	 * Writes an encoder's configuration and weights into an existing directory.
	 * @param weights tensors in Hugging Face names
	 * @param source where they come from, for the file's metadata
	 */
	void writeEncoder(Path directory, EncoderConfig config, Map<String, FloatTensor> weights, String source);

	/** Opens an encoder with new heads for training. */
	TrainableModel openForTraining(Path encoderDirectory, List<Task> tasks, TrainableModelSettings settings);

	/**
	 * Bytes of native memory that the weights of a bundle take once it is open for
	 * answering; nothing is opened for it.
	 * @throws ModelFormatException when the bundle's configuration or description cannot
	 * be read
	 */
	long answeringBytes(Path bundleDirectory);

	/** Opens a bundle for answering. */
	InferenceModel openForInference(Path bundleDirectory);

	/** Reads {@code mtdnn.json} of a bundle. */
	ModelDescription describe(Path bundleDirectory);

	/**
	 * Writes a bundle without its tokenizer into a directory that is empty or does not
	 * exist: the configuration from the encoder's directory, the weights by the given
	 * writer. A caller that needs it whole writes it as a replacement.
	 * @param weights writes the weights to the file that it is given
	 */
	void writeBundle(Path bundleDirectory, Path encoderDirectory, Consumer<Path> weights, ModelDescription description);

	/** The same with the weights of a model. */
	default void writeBundle(Path bundleDirectory, Path encoderDirectory, TrainableModel model,
			ModelDescription description) {
		writeBundle(bundleDirectory, encoderDirectory, model::saveWeights, description);
	}

}
