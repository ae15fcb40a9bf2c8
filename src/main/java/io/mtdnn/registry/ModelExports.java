package io.mtdnn.registry;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.model.OnnxExport;
import io.mtdnn.task.Task;
import org.springframework.stereotype.Service;

/** Gives models out for use elsewhere. */
@Service
public class ModelExports {

	private final ModelRegistry registry;

	ModelExports(ModelRegistry registry) {
		this.registry = registry;
	}

	/**
	 * The encoder with one head in ONNX, with the model's null threshold of today.
	 * @param dataset the head's dataset; null when the model has only one head
	 * @throws RegistryInputException when the model has no such head
	 */
	public ModelExport onnx(RegisteredModel model, String dataset) {
		String task = task(model, dataset);
		return new OnnxModelExport(safe(model.name()) + "-" + safe(task) + ".onnx",
				OnnxExport.open(this.registry.bundle(model), task, model.nullThreshold()));
	}

	/** The bundle as it is: configuration, weights as safetensors, tokenizer, {@code mtdnn.json}. */
	public ModelExport bundle(RegisteredModel model) {
		Path directory = this.registry.bundle(model);
		return new BundleExport(safe(model.name()), directory);
	}

	private static String task(RegisteredModel model, String dataset) {
		List<String> names = model.tasks().stream().map(Task::name).toList();
		if (dataset == null && names.size() == 1) {
			return names.get(0);
		}
		if (!names.contains(dataset)) {
			throw new RegistryInputException("dataset",
					"name one of the datasets that the model has a head for: " + String.join(", ", names));
		}
		return dataset;
	}

	/** A name that every file system takes. */
	private static String safe(String name) {
		String plain = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
		return plain.isEmpty() ? "model" : plain;
	}

}
