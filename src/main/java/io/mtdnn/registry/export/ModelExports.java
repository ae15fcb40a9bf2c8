package io.mtdnn.registry.export;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import io.mtdnn.model.ModelExporter;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.UnsupportedExportException;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.Task;
import io.mtdnn.task.TaskHeads;
import org.springframework.stereotype.Service;

/** Exports models for use elsewhere. */
@Service
public class ModelExports {

	private final ModelRegistry registry;

	private final ModelExporter exporter;

	ModelExports(ModelRegistry registry, ModelExporter exporter) {
		this.registry = registry;
		this.exporter = exporter;
	}

	/**
	 * The encoder with one head in ONNX, with the model's current null threshold.
	 * @param dataset one of the head's datasets, or the head's name; null when the model
	 * has only one head
	 * @throws ModelMismatchException when the model has no such head
	 * @throws ModelDamagedException when the model's files cannot be used
	 */
	public ModelExport onnx(RegisteredModel model, String dataset) {
		String task = task(model, dataset);
		return open(model, (bundle) -> new OnnxModelExport(safe(model.name()) + "-" + safe(task) + ".onnx",
				this.exporter.onnx(bundle, task, model.nullThreshold())));
	}

	/**
	 * The same as a directory that transformers loads with the class for that kind of
	 * head.
	 */
	public ModelExport huggingFace(RegisteredModel model, String dataset) {
		String task = task(model, dataset);
		return open(model, (bundle) -> new DirectoryExport(safe(model.name()) + "-" + safe(task),
				this.exporter.huggingFace(bundle, model.name(), task, model.nullThreshold())));
	}

	/**
	 * All heads: configuration, weights as safetensors, tokenizer, {@code mtdnn.json}.
	 */
	public ModelExport bundle(RegisteredModel model) {
		return open(model, (bundle) -> new DirectoryExport(safe(model.name()),
				this.exporter.huggingFace(bundle, model.nullThreshold())));
	}

	private ModelExport open(RegisteredModel model, Function<Path, ModelExport> opening) {
		Path bundle = this.registry.bundle(model);
		try {
			return opening.apply(bundle);
		}
		catch (UnsupportedExportException ex) {
			throw new ModelMismatchException("format", String.valueOf(ex.getMessage()));
		}
		catch (ModelFormatException | UncheckedIOException ex) {
			throw ModelDamagedException.of(model, bundle, ex);
		}
	}

	private static String task(RegisteredModel model, String dataset) {
		return TaskHeads.find(model.tasks(), dataset)
			.map(Task::name)
			.orElseThrow(() -> new ModelMismatchException("dataset",
					"name one of the datasets that the model has a head for: "
							+ String.join(", ", model.tasks().stream().map(Task::name).toList())));
	}

	/** A name that every file system allows. */
	private static String safe(String name) {
		String plain = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
		return plain.isEmpty() ? "model" : plain;
	}

}
