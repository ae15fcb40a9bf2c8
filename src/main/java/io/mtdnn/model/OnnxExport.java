package io.mtdnn.model;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The encoder and one head of a bundle as a model in <a href="https://onnx.ai">ONNX</a>
 * (operator set 17, 32-bit), for use outside this service.
 * <p>
 * Inputs are {@code input_ids}, {@code attention_mask} (1 for tokens, 0 for padding) and
 * {@code token_type_ids}, 64-bit integers of shape {@code [batch, sequence]}. Both sizes
 * may vary, the sequence up to the encoder's positions. Encoders with fewer than two
 * token types ignore {@code token_type_ids}. A task with a span head has the outputs
 * {@code start_logits} and {@code end_logits} of shape {@code [batch, sequence]}; the
 * values for padding are meaningless. Other tasks have {@code logits} of shape
 * {@code [batch, outputs]}; each choice of a multiple-choice item is a row. The model's
 * metadata contain the encoder's name, the task with its labels, the window settings and
 * the null threshold, under {@code mtdnn.*}.
 */
public interface OnnxExport extends AutoCloseable {

	/** Size of the file in bytes. */
	long size();

	/** Writes the file. At most one weight matrix is on the heap at a time. */
	void writeTo(OutputStream out) throws IOException;

	@Override
	void close();

}
