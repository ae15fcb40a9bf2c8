package io.mtdnn.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtdnn.task.Task;
import org.springframework.util.FileSystemUtils;

/**
 * Writes the encoder and one head of a bundle as a model in <a href="https://onnx.ai">ONNX</a> (operator set 17, 32-bit),
 * for use outside this service.
 * <p>
 * Inputs are {@code input_ids}, {@code attention_mask} (1 for tokens, 0 for padding) and {@code token_type_ids}, 64-bit
 * integers of shape {@code [batch, sequence]}, both sizes free, the sequence up to the encoder's positions. A task with
 * a span head has the outputs {@code start_logits} and {@code end_logits} of shape {@code [batch, sequence]}; those of
 * padding mean nothing. Other tasks have {@code logits} of shape {@code [batch, outputs]}; of a multiple choice every
 * choice is a row. What the bundle's description says is in the model's metadata, under {@code mtdnn.*}.
 */
public final class OnnxExport {

	private OnnxExport() {
	}

	/**
	 * Writes a task of a bundle. The file appears under its name only when it is complete; the heap holds one layer's
	 * matrix at a time.
	 * @throws IllegalArgumentException when the bundle has no such task
	 * @throws ModelFormatException when the bundle is damaged, or too large for ONNX's 2 GiB
	 */
	public static void write(Path bundleDirectory, String task, Path file) {
		ModelDescription description = ModelBundle.describe(bundleDirectory);
		Task head = description.tasks()
			.stream()
			.filter((candidate) -> candidate.name().equals(task))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("no head for task '" + task + "', only for "
					+ description.tasks().stream().map(Task::name).toList()));
		try (EncoderCheckpoint checkpoint = EncoderCheckpoint.open(bundleDirectory)) {
			OnnxGraph graph = new OnnxBert(checkpoint).graph(head);
			write(new OnnxFile(graph, metadata(description, head)), file);
		}
	}

	private static void write(OnnxFile model, Path file) {
		Path partial = file.resolveSibling(file.getFileName() + ".partial");
		try {
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16)) {
				model.write(out);
			}
			Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + file, ex);
		}
		finally {
			FileSystemUtils.deleteRecursively(partial.toFile());
		}
	}

	private static Map<String, String> metadata(ModelDescription description, Task task) {
		Map<String, String> metadata = new LinkedHashMap<>();
		metadata.put("mtdnn.encoder", description.encoder());
		metadata.put("mtdnn.task", task.name());
		metadata.put("mtdnn.head", task.head().name());
		for (int i = 0; i < task.labels().size(); i++) {
			metadata.put("mtdnn.label." + i, task.labels().get(i));
		}
		metadata.put("mtdnn.max_sequence_length", Integer.toString(description.maxSequenceLength()));
		metadata.put("mtdnn.max_question_length", Integer.toString(description.maxQuestionLength()));
		metadata.put("mtdnn.doc_stride", Integer.toString(description.docStride()));
		metadata.put("mtdnn.null_threshold", Double.toString(description.nullThreshold()));
		return metadata;
	}

}
