package io.mtdnn.registry.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

import io.mtdnn.model.OnnxExport;

/** One head of a model in ONNX. */
record OnnxModelExport(String fileName, OnnxExport model) implements ModelExport {

	@Override
	public OptionalLong size() {
		return OptionalLong.of(this.model.size());
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		this.model.writeTo(out);
	}

	@Override
	public void close() {
		this.model.close();
	}

}
