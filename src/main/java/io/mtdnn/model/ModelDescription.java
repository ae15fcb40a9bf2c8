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
 * @param maxSequenceLength window settings the model was trained with
 * @param maxQuestionLength as above
 * @param docStride as above (a step)
 * @param nullThreshold answers are "" above these null odds
 * @param provenance its origin: plan, data hashes, versions, metrics
 */
public record ModelDescription(String encoder, List<Task> tasks, int maxSequenceLength, int maxQuestionLength,
		int docStride, double nullThreshold, Map<String, Object> provenance) {

	public ModelDescription {
		tasks = List.copyOf(tasks);
	}

	/** The same with another threshold. */
	public ModelDescription with(double threshold) {
		return new ModelDescription(this.encoder, this.tasks, this.maxSequenceLength, this.maxQuestionLength,
				this.docStride, threshold, this.provenance);
	}

	/**
	 * The task that a name means, which may be that of a head.
	 * @throws IllegalArgumentException when the task has no head
	 */
	public Task task(String name) {
		return TaskHeads.find(this.tasks, name)
			.orElseThrow(() -> new IllegalArgumentException(
					"no head for task '" + name + "', only for " + this.tasks.stream().map(Task::name).toList()));
	}

}
