package io.mtdnn.model;

import java.util.List;
import java.util.Map;

import io.mtdnn.task.Task;
import io.mtdnn.task.TaskHeads;

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

	public ModelDescription {
		tasks = List.copyOf(tasks);
	}

	/** The same description with another threshold. */
	public ModelDescription with(double threshold) {
		return new ModelDescription(this.encoder, this.tasks, this.maxSequenceLength, this.maxQuestionLength,
				this.docStride, threshold, this.provenance);
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
