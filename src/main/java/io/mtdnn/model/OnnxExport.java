package io.mtdnn.model;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The encoder and one head of a bundle as a model in <a href="https://onnx.ai">ONNX</a>
 * (operator set 17, 32-bit), for use outside this service.
 * <p>
 * Inputs are {@code input_ids}, {@code attention_mask} (1 for tokens, 0 for padding) and
 * {@code token_type_ids}, 64-bit integers of shape {@code [batch, sequence]}, both sizes
 * free, the sequence up to the encoder's positions. A task with a span head has the
 * outputs {@code
 * start_logits} and {@code end_logits} of shape {@code [batch, sequence]}; those of
 * padding have no meaning. Other tasks have {@code logits} of shape
 * {@code [batch, outputs]}; each choice of a multiple-choice item is a row. The model's
 * metadata contain the bundle's description, under {@code mtdnn.*}.
 */
public interface OnnxExport extends AutoCloseable {

	/** Size of the file in bytes. */
	long size();

	/** Writes the file. The heap contains only one layer's matrix at a time. */
	void writeTo(OutputStream out) throws IOException;

	@Override
	void close();

}
