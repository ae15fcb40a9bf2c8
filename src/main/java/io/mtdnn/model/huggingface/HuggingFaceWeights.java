package io.mtdnn.model.huggingface;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.UnsupportedExportException;
import io.mtdnn.model.encoder.EncoderArchitecture;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.encoder.EncoderWeights;
import io.mtdnn.model.encoder.HeadNames;
import io.mtdnn.task.Task;
import io.mtdnn.task.TaskHeads;

/**
 * Arranges a bundle's weights under the names that transformers' classes for tasks
 * expect. If the class has two layers, a head of one layer is converted
 * ({@link EquivalentLayers}).
 */
final class HuggingFaceWeights {

	private final EncoderWeights source;

	private final EncoderArchitecture family;

	private final Map<String, FloatTensor> tensors = new LinkedHashMap<>();

	HuggingFaceWeights(EncoderWeights source) {
		this.source = source;
		this.family = EncoderArchitecture.of(source.config().architecture());
		EncoderNames.parameters(source.config())
			.forEach((parameter) -> this.tensors.put(this.family.external(parameter.name()),
					source.floats(parameter.name())));
	}

	/** The encoder and a head, for the class of that head's kind. */
	static Map<String, FloatTensor> of(EncoderWeights source, Task task) {
		HuggingFaceWeights weights = new HuggingFaceWeights(source);
		if (!weights.fits(task)) {
			throw new UnsupportedExportException(HuggingFaceConfig.architecture(source.config(), task)
					+ " has layers other than the head of task '" + task.name() + "'; export it as ONNX");
		}
		weights.add(task);
		return weights.tensors;
	}

	/**
	 * The encoder and all heads under their own names. The only span head and the only
	 * head on the first token are also stored under the names of transformers' classes.
	 * If a class has no such head, an empty tensor has its name, so that the class fails
	 * to load instead of creating a random head.
	 */
	static Map<String, FloatTensor> of(EncoderWeights source, List<Task> tasks) {
		HuggingFaceWeights weights = new HuggingFaceWeights(source);
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

	/** Whether transformers' class can compute what the head computes. */
	private boolean fits(Task task) {
		TransformersHead head = TransformersHead.of(task);
		return task.activation() == null
				|| (head.pooled() && head.layers(this.family.type()).activation() == task.activation());
	}

	private void addOwn(Task task) {
		HeadNames.parameters(task, this.source.config().hiddenSize())
			.forEach((parameter) -> this.tensors.put(parameter.name(), this.source.floats(parameter.name())));
	}

	private void add(Task task) {
		TransformersHead head = TransformersHead.of(task);
		FloatTensor weight = this.source.floats(HeadNames.linear(task) + ".weight");
		FloatTensor bias = this.source.floats(HeadNames.linear(task) + ".bias");
		if (!head.pooled()) {
			put(head.module(this.family.type()), weight, bias);
			return;
		}
		SentenceLayers layers = head.layers(this.family.type());
		String dense = layers.dense(this.family.prefix());
		if (task.activation() != null) {
			put(dense, this.source.floats(HeadNames.dense(task) + ".weight"),
					this.source.floats(HeadNames.dense(task) + ".bias"));
			put(layers.linear(), weight, bias);
			return;
		}
		EquivalentLayers equivalent = EquivalentLayers.of(layers.activation(), weight, bias, this.source);
		put(dense, equivalent.denseWeight(), equivalent.denseBias());
		put(layers.linear(), equivalent.weight(), equivalent.bias());
	}

	private void put(String module, FloatTensor weight, FloatTensor bias) {
		this.tensors.put(module + ".weight", weight);
		this.tensors.put(module + ".bias", bias);
	}

}
