package io.mtdnn.model.onnx;

import java.util.Map;

import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;

/**
 * Adds a head and its outputs to an ONNX graph. Kinds of heads that are not registered
 * have the output {@code logits} for each row.
 */
interface OnnxOutputs {

	/** The kinds of heads with other outputs. */
	Map<HeadKind, OnnxOutputs> REGISTERED = Map.of(HeadKind.SPAN, OnnxOutputs::spans);

	static OnnxOutputs of(Task task) {
		return REGISTERED.getOrDefault(task.head(), OnnxOutputs::rows);
	}

	/**
	 * Adds the head and its outputs.
	 * @param hidden name of the value with the encoder's last hidden states
	 */
	void add(OnnxBert bert, Task task, String hidden);

	private static void rows(OnnxBert bert, Task task, String hidden) {
		bert.output("logits", bert.head(task, bert.first(hidden)), task.outputs());
	}

	private static void spans(OnnxBert bert, Task task, String hidden) {
		String logits = bert.head(task, hidden);
		bert.column("start_logits", logits, 0);
		bert.column("end_logits", logits, 1);
	}

}
