package io.mtdnn.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtdnn.task.Task;

/**
 * The encoder and one head of a bundle as a model in <a href="https://onnx.ai">ONNX</a>
 * (operator set 17, 32-bit), for use outside this service.
 * <p>
 * Inputs are {@code input_ids}, {@code attention_mask} (1 for tokens, 0 for padding) and
 * {@code token_type_ids}, 64-bit integers of shape {@code [batch, sequence]}, both sizes
 * free, the sequence up to the encoder's positions. A task with a span head has the
 * outputs {@code start_logits} and {@code end_logits} of shape {@code [batch, sequence]};
 * those of padding mean nothing. Other tasks have {@code logits} of shape
 * {@code [batch, outputs]}; of a multiple choice every choice is a row. What the bundle's
 * description says is in the model's metadata, under {@code mtdnn.*}.
 */
public final class OnnxExport implements AutoCloseable {

	private final EncoderCheckpoint checkpoint;

	private final OnnxFile model;

	private OnnxExport(EncoderCheckpoint checkpoint, OnnxFile model) {
		this.checkpoint = checkpoint;
		this.model = model;
	}

	/**
	 * Prepares the export of a task.
	 * @param nullThreshold null odds above which the model answers "", for the metadata
	 * @throws IllegalArgumentException when the bundle has no such task
	 * @throws ModelFormatException when the bundle is damaged, or too large for ONNX's 2
	 * GiB
	 */
	public static OnnxExport open(Path bundleDirectory, String task, double nullThreshold) {
		ModelDescription description = ModelBundle.describe(bundleDirectory);
		Task head = description.task(task);
		EncoderCheckpoint checkpoint = EncoderCheckpoint.open(bundleDirectory);
		try {
			OnnxGraph graph = new OnnxBert(checkpoint).graph(head);
			return new OnnxExport(checkpoint, new OnnxFile(graph, metadata(description, head, nullThreshold)));
		}
		catch (RuntimeException ex) {
			checkpoint.close();
			throw ex;
		}
	}

	private static Map<String, String> metadata(ModelDescription description, Task task, double nullThreshold) {
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
		metadata.put("mtdnn.null_threshold", Double.toString(nullThreshold));
		return metadata;
	}

	/** Bytes of the file. */
	public long size() {
		return this.model.size();
	}

	/** Writes the file; the heap holds one layer's matrix at a time. */
	public void writeTo(OutputStream out) throws IOException {
		BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
		this.model.write(buffered);
		buffered.flush();
	}

	@Override
	public void close() {
		this.checkpoint.close();
	}

}
