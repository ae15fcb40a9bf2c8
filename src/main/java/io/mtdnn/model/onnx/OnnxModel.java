package io.mtdnn.model.onnx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.OnnxExport;
import io.mtdnn.model.UnsupportedExportException;
import io.mtdnn.model.bundle.ModelBundle;
import io.mtdnn.model.encoder.EncoderWeights;
import io.mtdnn.task.Task;

/** The encoder and one head of a bundle as an ONNX file. */
public final class OnnxModel implements OnnxExport {

	private final EncoderWeights weights;

	private final OnnxFile model;

	private OnnxModel(EncoderWeights weights, OnnxFile model) {
		this.weights = weights;
		this.model = model;
	}

	/**
	 * Prepares the export of a task.
	 * @param nullThreshold null odds above which the answer is "", for the metadata
	 * @throws IllegalArgumentException when the bundle has no such task
	 * @throws UnsupportedExportException when the file would exceed ONNX's 2 GiB
	 * @throws ModelFormatException when the bundle is damaged
	 */
	public static OnnxModel open(Path bundleDirectory, String task, double nullThreshold) {
		ModelDescription description = ModelBundle.describe(bundleDirectory);
		Task head = description.task(task);
		EncoderWeights weights = EncoderWeights.open(bundleDirectory);
		try {
			OnnxGraph graph = new OnnxBert(weights).graph(head);
			return new OnnxModel(weights, new OnnxFile(graph, metadata(description, head, nullThreshold)));
		}
		catch (RuntimeException ex) {
			weights.close();
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
		String evaluated = ModelDescription.evaluationPrecision(description.provenance());
		if (evaluated != null) {
			metadata.put("mtdnn.evaluation_precision", evaluated);
		}
		return metadata;
	}

	@Override
	public long size() {
		return this.model.size();
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
		this.model.write(buffered);
		buffered.flush();
	}

	@Override
	public void close() {
		this.weights.close();
	}

}
