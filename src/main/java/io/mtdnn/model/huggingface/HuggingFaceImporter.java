package io.mtdnn.model.huggingface;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelImporter;
import io.mtdnn.model.ModelImporter.TransformersModel;
import io.mtdnn.model.bundle.ModelBundle;
import io.mtdnn.model.encoder.EncoderConfigFile;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.encoder.EncoderWeights;
import io.mtdnn.model.encoder.HeadNames;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.task.Task;

/** Converts directories that transformers' classes for tasks have saved to bundles. */
public final class HuggingFaceImporter implements ModelImporter {

	@Override
	public TransformersModel inspect(Path directory) {
		try (EncoderWeights source = EncoderWeights.open(directory)) {
			TransformersModel model = HeadConfiguration.read(directory, source.config());
			HeadTensors.of(model).check(source);
			return model;
		}
	}

	@Override
	public TransformersModel configuration(Path directory) {
		return HeadConfiguration.read(directory, EncoderConfigFile.read(directory.resolve(EncoderFiles.CONFIG)));
	}

	@Override
	public void write(Path directory, Path bundle, ModelDescription description, List<Integer> order) {
		Task task = description.tasks().get(0);
		try (EncoderWeights source = EncoderWeights.open(directory)) {
			HeadTensors head = HeadTensors.of(HeadConfiguration.read(directory, source.config()));
			Map<String, FloatTensor> tensors = new LinkedHashMap<>();
			EncoderNames.parameters(source.config())
				.forEach((parameter) -> tensors.put(parameter.name(), source.floats(parameter.name())));
			for (String part : List.of(".weight", ".bias")) {
				if (head.dense() != null) {
					tensors.put(HeadNames.dense(task) + part, source.floats(head.dense() + part));
				}
				tensors.put(HeadNames.linear(task) + part, ordered(source.floats(head.linear() + part), order));
			}
			Consumer<Path> weights = (file) -> SafeTensors.write(file, tensors, Map.of("format", "pt"));
			ModelBundle.write(bundle, directory, weights, description);
		}
	}

	/** The rows of a tensor in another order. */
	private static FloatTensor ordered(FloatTensor tensor, List<Integer> order) {
		int width = tensor.data().remaining() / order.size();
		FloatBuffer data = tensor.data();
		float[] values = new float[width * order.size()];
		for (int row = 0; row < order.size(); row++) {
			data.get(data.position() + order.get(row) * width, values, row * width, width);
		}
		return FloatTensor.of(values, tensor.shape());
	}

}
