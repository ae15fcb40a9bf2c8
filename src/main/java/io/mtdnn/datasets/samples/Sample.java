package io.mtdnn.datasets.samples;

import java.util.List;
import java.util.Map;

/**
 * A row of a dataset, as in its file and as the model reads it.
 *
 * @param id its own id, or file and line
 * @param texts the texts by role, such as {@code first}; long ones are cut
 * @param target the value to predict: a label, a choice, an answer or a number
 * @param inputs the rows that the encoder reads: one for a text or a pair, one for each
 * choice, one for each window of a context; empty without an encoder
 */
public record Sample(String id, Map<String, String> texts, String target, List<Input> inputs) {

	public Sample {
		inputs = List.copyOf(inputs);
	}

	/**
	 * One row that the encoder reads.
	 *
	 * @param pieces its word pieces, [CLS] and [SEP] included
	 * @param secondStart index from which the token type is 1
	 * @param target value that the head should predict; for a span its first and last
	 * piece, [CLS] when the answer is not in this window
	 */
	public record Input(List<String> pieces, int secondStart, String target) {

	}

}
