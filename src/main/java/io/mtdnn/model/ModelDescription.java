package io.mtdnn.model;

import java.util.List;
import java.util.Map;

import io.mtdnn.task.Task;
import io.mtdnn.task.TaskHeads;
import org.jspecify.annotations.Nullable;

/**
 * The content of a bundle's {@code mtdnn.json}.
 *
 * @param encoder name of the encoder that training started from
 * @param tasks heads in the bundle, with their labels (id2label)
 * @param maxSequenceLength maximum number of tokens of an input row in training
 * @param maxQuestionLength maximum number of tokens of a question in training
 * @param docStride number of context tokens between the starts of successive windows in
 * training
 * @param nullThreshold null odds above which the answer is ""
 * @param provenance the model's origin: plan, data hashes, versions and metrics, or the
 * files that it was imported from
 */
public record ModelDescription(String encoder, List<Task> tasks, int maxSequenceLength, int maxQuestionLength,
		int docStride, double nullThreshold, Map<String, Object> provenance) {

	/** The name of the precision of an evaluation in the provenance. */
	public static final String EVALUATION_PRECISION = "evaluationPrecision";

	public ModelDescription {
		tasks = List.copyOf(tasks);
	}

	/** The same description with another threshold. */
	public ModelDescription with(double threshold) {
		return new ModelDescription(this.encoder, this.tasks, this.maxSequenceLength, this.maxQuestionLength,
				this.docStride, threshold, this.provenance);
	}

	/**
	 * The precision in which a model was evaluated, by its provenance; null if it was not
	 * evaluated. Earlier versions recorded none and evaluated in the precision of
	 * training.
	 */
	public static @Nullable String evaluationPrecision(Map<String, Object> provenance) {
		if (provenance.get(EVALUATION_PRECISION) instanceof String recorded) {
			return recorded;
		}
		if (!provenance.containsKey("metrics")) {
			return null;
		}
		return (provenance.get("plan") instanceof Map<?, ?> plan && plan.get("precision") instanceof String trained)
				? trained : Precision.FP32.text();
	}

	/**
	 * Finds a task by its name or by the name of its head.
	 * @throws IllegalArgumentException when the bundle has no such task or head
	 */
	public Task task(String name) {
		return TaskHeads.find(this.tasks, name)
			.orElseThrow(() -> new IllegalArgumentException(
					"no head for task '" + name + "', only for " + this.tasks.stream().map(Task::name).toList()));
	}

}
