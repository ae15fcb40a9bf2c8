package io.mtdnn.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.mtdnn.task.Task;

/**
 * Opens and writes models. The directory of an encoder contains {@code config.json}, the
 * weights ({@code model.safetensors}, or the shards that
 * {@code model.safetensors.index.json} lists) and the files of the tokenizer. A bundle
 * contains the same, with the heads among the weights, and {@code mtdnn.json}.
 */
public interface ModelFactory {

	/**
	 * Checks that an encoder's weights match its configuration, without loading them.
	 * @throws ModelFormatException naming tensors that do not match and their shapes, or
	 * the setting that is not supported
	 */
	EncoderConfig inspect(Path encoderDirectory);

	/**
	 * Reads an encoder's {@code config.json} without its weights.
	 * @throws ModelFormatException when it is damaged, or describes a family or a
	 * computation that is not supported
	 */
	EncoderConfig configuration(Path encoderDirectory);

	/** Number of parameters of an encoder. */
	long encoderParameters(EncoderConfig config);

	/** Number of parameters of a task's head on an encoder. */
	long headParameters(EncoderConfig config, Task task);

	/**
	 * Names of the files that {@code model.safetensors.index.json} lists, sorted.
	 * @throws ModelFormatException when the index is damaged, or lists a name that is not
	 * that of a file in the same directory
	 */
	List<String> shards(Path encoderDirectory);

	/**
	 * Writes an encoder's configuration and weights into an existing directory.
	 * @param weights tensors by Hugging Face names
	 * @param source origin of the weights, for the file's metadata
	 */
	void writeEncoder(Path directory, EncoderConfig config, Map<String, FloatTensor> weights, String source);

	/** Opens an encoder with new heads for training. */
	default TrainableModel openForTraining(Path encoderDirectory, List<Task> tasks, TrainableModelSettings settings) {
		return openForTraining(encoderDirectory, tasks, Map.of(), settings);
	}

	/**
	 * Opens an encoder or a bundle for training.
	 * @param heads for each task that continues with a head of the bundle, that head's
	 * task; the others get new heads
	 */
	TrainableModel openForTraining(Path directory, List<Task> tasks, Map<String, Task> heads,
			TrainableModelSettings settings);

	/**
	 * Number of bytes of native memory that a bundle's weights use once it is open for
	 * inference. Reads only its configuration and description.
	 * @throws ModelFormatException when the bundle's configuration or description cannot
	 * be read
	 */
	long answeringBytes(Path bundleDirectory);

	/**
	 * The precision in which models of this node answer, and in which it evaluates all
	 * models, also during training.
	 */
	Precision answeringPrecision();

	/** Opens a bundle for inference. */
	InferenceModel openForInference(Path bundleDirectory);

	/** Reads {@code mtdnn.json} of a bundle. */
	ModelDescription describe(Path bundleDirectory);

	/**
	 * Writes a bundle without its tokenizer to a directory that is empty or does not
	 * exist. The configuration is that of the encoder. The write is not atomic; callers
	 * that need this write to a temporary directory and rename it.
	 * @param weights writes the weights to the given file
	 */
	void writeBundle(Path bundleDirectory, Path encoderDirectory, Consumer<Path> weights, ModelDescription description);

	/** Writes a bundle with the weights of a model. */
	default void writeBundle(Path bundleDirectory, Path encoderDirectory, TrainableModel model,
			ModelDescription description) {
		writeBundle(bundleDirectory, encoderDirectory, model::saveWeights, description);
	}

}
