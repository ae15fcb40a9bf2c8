package io.mtdnn.registry.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;

/**
 * Returns the same description for every bundle unless another is set; does not open
 * bundles.
 */
final class DescribingModelFactory implements ModelFactory {

	static final ModelDescription DESCRIPTION = new ModelDescription("tiny",
			List.of(new Task("squad-v2", HeadKind.SPAN, List.of()),
					new Task("cola", HeadKind.CLASSIFICATION, List.of("unacceptable", "acceptable"))),
			384, 64, 128, -1.5, Map.of("seed", 42, "data", Map.of("squad-v2", "sha256:ab")));

	private final Map<Path, ModelDescription> descriptions = new HashMap<>();

	/** A bundle with these tasks. */
	void describe(Path bundle, List<Task> tasks) {
		this.descriptions.put(bundle,
				new ModelDescription(DESCRIPTION.encoder(), tasks, DESCRIPTION.maxSequenceLength(),
						DESCRIPTION.maxQuestionLength(), DESCRIPTION.docStride(), DESCRIPTION.nullThreshold(),
						DESCRIPTION.provenance()));
	}

	@Override
	public ModelDescription describe(Path bundleDirectory) {
		return this.descriptions.getOrDefault(bundleDirectory, DESCRIPTION);
	}

	@Override
	public Precision answeringPrecision() {
		return Precision.FP32;
	}

	@Override
	public long answeringBytes(Path bundleDirectory) {
		throw new UnsupportedOperationException();
	}

	@Override
	public EncoderConfig inspect(Path encoderDirectory) {
		throw new UnsupportedOperationException();
	}

	@Override
	public EncoderConfig configuration(Path encoderDirectory) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long encoderParameters(EncoderConfig config) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long headParameters(EncoderConfig config, Task task) {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<String> shards(Path encoderDirectory) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeEncoder(Path directory, EncoderConfig config, Map<String, FloatTensor> weights, String source) {
		throw new UnsupportedOperationException();
	}

	@Override
	public TrainableModel openForTraining(Path directory, List<Task> tasks, Map<String, Task> heads,
			TrainableModelSettings settings) {
		throw new UnsupportedOperationException();
	}

	@Override
	public InferenceModel openForInference(Path bundleDirectory) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeBundle(Path bundleDirectory, Path encoderDirectory, Consumer<Path> weights,
			ModelDescription description) {
		throw new UnsupportedOperationException();
	}

}
