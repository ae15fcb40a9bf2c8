package io.mtdnn.model.huggingface;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.UnsupportedExportException;
import io.mtdnn.model.encoder.EncoderArchitecture;
import io.mtdnn.model.encoder.EncoderCheckpoint;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.encoder.HeadNames;
import io.mtdnn.task.Task;
import io.mtdnn.task.TaskHeads;

/**
 * Arranges a bundle's weights under the names that transformers' classes for tasks
 * expect. A head of one layer becomes one of two layers of equal results
 * ({@link EquivalentLayers}).
 */
final class HuggingFaceWeights {

	private final EncoderCheckpoint checkpoint;

	private final EncoderArchitecture family;

	private final Map<String, FloatTensor> tensors = new LinkedHashMap<>();

	HuggingFaceWeights(EncoderCheckpoint checkpoint) {
		this.checkpoint = checkpoint;
		this.family = EncoderArchitecture.of(checkpoint.config().architecture());
		EncoderNames.parameters(checkpoint.config())
			.forEach((parameter) -> this.tensors.put(this.family.external(parameter.name()),
					checkpoint.floats(parameter.name())));
	}

	/** The encoder and a head, for the class of that head's kind. */
	static Map<String, FloatTensor> of(EncoderCheckpoint checkpoint, Task task) {
		HuggingFaceWeights weights = new HuggingFaceWeights(checkpoint);
		if (!weights.fits(task)) {
			throw new UnsupportedExportException(HuggingFaceConfig.architecture(checkpoint.config(), task)
					+ " has other layers than the head of task '" + task.name() + "'; export it as ONNX");
		}
		weights.add(task);
		return weights.tensors;
	}

	/**
	 * The encoder and all heads under their own names. A head that is the only one for
	 * one of transformers' classes is also stored under that class's names. Elsewhere an
	 * empty tensor has the name, so that the class fails to load instead of creating a
	 * random head.
	 */
	static Map<String, FloatTensor> of(EncoderCheckpoint checkpoint, List<Task> tasks) {
		HuggingFaceWeights weights = new HuggingFaceWeights(checkpoint);
		TaskHeads.distinct(tasks).forEach((task) -> weights.addOwn(task));
		Set<String> modules = TransformersHead.modules(weights.family.type());
		modules.forEach((module) -> weights.tensors.put(module + ".weight", FloatTensor.of(new float[0], 0)));
		for (boolean pooled : new boolean[] { false, true }) {
			List<Task> fitting = TransformersHead.those(pooled, tasks);
			if (fitting.size() == 1 && weights.fits(fitting.get(0))) {
				weights.add(fitting.get(0));
			}
		}
		return weights.tensors;
	}

	/** Whether the class computes what the head does. */
	private boolean fits(Task task) {
		TransformersHead head = TransformersHead.of(task);
		return task.activation() == null
				|| (head.pooled() && head.layers(this.family.type()).activation() == task.activation());
	}

	private void addOwn(Task task) {
		HeadNames.parameters(task, this.checkpoint.config().hiddenSize())
			.forEach((parameter) -> this.tensors.put(parameter.name(), this.checkpoint.floats(parameter.name())));
	}

	private void add(Task task) {
		TransformersHead head = TransformersHead.of(task);
		FloatTensor weight = this.checkpoint.floats(HeadNames.linear(task) + ".weight");
		FloatTensor bias = this.checkpoint.floats(HeadNames.linear(task) + ".bias");
		if (!head.pooled()) {
			put(head.module(this.family.type()), weight, bias);
			return;
		}
		SentenceLayers layers = head.layers(this.family.type());
		String dense = layers.dense(this.family.prefix());
		if (task.activation() != null) {
			put(dense, this.checkpoint.floats(HeadNames.dense(task) + ".weight"),
					this.checkpoint.floats(HeadNames.dense(task) + ".bias"));
			put(layers.linear(), weight, bias);
			return;
		}
		EquivalentLayers equivalent = EquivalentLayers.of(layers.activation(), weight, bias, this.checkpoint);
		put(dense, equivalent.denseWeight(), equivalent.denseBias());
		put(layers.linear(), equivalent.weight(), equivalent.bias());
	}

	private void put(String module, FloatTensor weight, FloatTensor bias) {
		this.tensors.put(module + ".weight", weight);
		this.tensors.put(module + ".bias", bias);
	}

}
