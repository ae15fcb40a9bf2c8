package io.mtdnn.model.huggingface;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.UnsupportedExportException;
import io.mtdnn.model.encoder.EncoderArchitecture;
import io.mtdnn.model.encoder.EncoderCheckpoint;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.task.Task;

/**
 * Arranges a bundle's weights under the names that transformers' classes for tasks
 * expect.
 * <p>
 * Those classes apply a sentence's head after a pooler, {@code tanh(W h + b)}, which the
 * heads here lack. For small input, tanh is the identity: with W = I / 4096 and a head of
 * 4096 times the weights, both exact in floating point, the logits differ from the head's
 * own by less than the rounding error.
 */
final class HuggingFaceWeights {

	private static final float POOLED = 1f / 4096;

	private final EncoderCheckpoint checkpoint;

	private final Map<String, FloatTensor> tensors = new LinkedHashMap<>();

	HuggingFaceWeights(EncoderCheckpoint checkpoint) {
		this.checkpoint = checkpoint;
		EncoderNames.parameters(checkpoint.config())
			.forEach((parameter) -> this.tensors.put(architecture().external(parameter.name()),
					checkpoint.floats(parameter.name())));
	}

	private EncoderArchitecture architecture() {
		return EncoderArchitecture.of(this.checkpoint.config().architecture());
	}

	/** The encoder and a head, for the class of that head's kind. */
	static Map<String, FloatTensor> of(EncoderCheckpoint checkpoint, Task task) {
		HuggingFaceWeights weights = new HuggingFaceWeights(checkpoint);
		if (!weights.fits(task)) {
			throw new UnsupportedExportException(HuggingFaceConfig.architecture(checkpoint.config(), task)
					+ " has layers before its classifier that would change the results of task '" + task.name()
					+ "'; export it as ONNX");
		}
		weights.add(task);
		return weights.tensors;
	}

	/**
	 * The encoder and all heads under their own names. A head that is the only one for
	 * one of transformers' classes is also stored under that class's name. If there is
	 * none or more than one, an empty tensor has that name, so that the class fails to
	 * load instead of creating a random head.
	 */
	static Map<String, FloatTensor> of(EncoderCheckpoint checkpoint, List<Task> tasks) {
		HuggingFaceWeights weights = new HuggingFaceWeights(checkpoint);
		tasks.forEach((task) -> weights.addOwn(task));
		for (String module : TransformersHead.MODULES) {
			List<Task> fitting = TransformersHead.in(module, tasks);
			if (fitting.size() == 1 && weights.fits(fitting.get(0))) {
				weights.add(fitting.get(0));
			}
			else {
				weights.tensors.put(module + ".weight", FloatTensor.of(new float[0], 0));
			}
		}
		return weights.tensors;
	}

	/** Whether the class can be made to compute what the head does: see above. */
	private boolean fits(Task task) {
		return !TransformersHead.of(task).pooled() || architecture().pooledByTanh();
	}

	private void addOwn(Task task) {
		for (String part : List.of(".weight", ".bias")) {
			String name = "heads." + task.name() + part;
			this.tensors.put(name, this.checkpoint.floats(name));
		}
	}

	private void add(Task task) {
		FloatTensor weight = this.checkpoint.floats("heads." + task.name() + ".weight");
		FloatTensor bias = this.checkpoint.floats("heads." + task.name() + ".bias");
		TransformersHead head = TransformersHead.of(task);
		if (!head.pooled()) {
			this.tensors.put(head.module() + ".weight", weight);
			this.tensors.put(head.module() + ".bias", bias);
			return;
		}
		int width = this.checkpoint.config().hiddenSize();
		float[] pooler = new float[width * width];
		for (int i = 0; i < width; i++) {
			pooler[i * width + i] = POOLED;
		}
		this.tensors.put("bert.pooler.dense.weight", FloatTensor.of(pooler, width, width));
		this.tensors.put("bert.pooler.dense.bias", FloatTensor.of(new float[width], width));
		this.tensors.put(head.module() + ".weight", FloatTensor.of(scaled(weight.data()), weight.shape()));
		this.tensors.put(head.module() + ".bias", bias);
	}

	private static float[] scaled(FloatBuffer weight) {
		float[] scaled = new float[weight.remaining()];
		weight.duplicate().get(scaled);
		for (int i = 0; i < scaled.length; i++) {
			scaled[i] /= POOLED;
		}
		return scaled;
	}

}
