package io.mtdnn.model;

import java.nio.file.Path;

/**
 * Converts bundles into formats of other software. The null threshold (null odds above
 * which the model answers "") is passed in because it may have changed since the bundle
 * was written.
 */
public interface ModelExporter {

	/**
	 * Prepares a directory with one head, for the class in transformers for that kind of
	 * head.
	 * @param name the model's name, for its card
	 * @throws IllegalArgumentException when the bundle has no such task
	 * @throws UnsupportedExportException when transformers has no class that computes
	 * what the head computes on this encoder
	 * @throws ModelFormatException when the bundle is damaged
	 */
	HuggingFaceExport huggingFace(Path bundle, String name, String task, double nullThreshold);

	/**
	 * Prepares a directory with all heads.
	 * @throws ModelFormatException when the bundle is damaged
	 */
	HuggingFaceExport huggingFace(Path bundle, double nullThreshold);

	/**
	 * Prepares the encoder with one head as a model in ONNX.
	 * @throws IllegalArgumentException when the bundle has no such task
	 * @throws UnsupportedExportException when the file would exceed ONNX's 2 GiB
	 * @throws ModelFormatException when the bundle is damaged
	 */
	OnnxExport onnx(Path bundle, String task, double nullThreshold);

}
