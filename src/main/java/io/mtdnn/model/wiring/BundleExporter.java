package io.mtdnn.model.wiring;

import java.nio.file.Path;

import io.mtdnn.model.HuggingFaceExport;
import io.mtdnn.model.ModelExporter;
import io.mtdnn.model.OnnxExport;
import io.mtdnn.model.huggingface.HuggingFaceDirectory;
import io.mtdnn.model.onnx.OnnxModel;

/** Converts bundles to other formats. */
final class BundleExporter implements ModelExporter {

	@Override
	public HuggingFaceExport huggingFace(Path bundle, String name, String task, double nullThreshold) {
		return HuggingFaceDirectory.head(bundle, name, task, nullThreshold);
	}

	@Override
	public HuggingFaceExport huggingFace(Path bundle, double nullThreshold) {
		return HuggingFaceDirectory.bundle(bundle, nullThreshold);
	}

	@Override
	public OnnxExport onnx(Path bundle, String task, double nullThreshold) {
		return OnnxModel.open(bundle, task, nullThreshold);
	}

}
