package io.mtdnn.serving;

import java.util.List;
import java.util.stream.Collectors;

import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;

/** Which model and which of its heads a request means. */
final class ModelChoice {

	private final KnownModels registry;

	ModelChoice(KnownModels registry) {
		this.registry = registry;
	}

	/**
	 * A model by alias, id or name.
	 * @throws ModelNotFoundException when there is none of that reference
	 */
	RegisteredModel named(String reference) {
		return this.registry.find(reference).orElseThrow(() -> new ModelNotFoundException(reference));
	}

	/**
	 * A model by alias, id or name; without a reference the newest one that has such a head.
	 * @param task name of the head's task; null for any. One that no model has leaves it to {@link #task} to say so
	 * @throws ModelNotFoundException when there is none of that reference
	 * @throws NoModelException when no reference is given and no model has such a head
	 */
	RegisteredModel model(String reference, HeadKind head, String task) {
		if (reference != null) {
			return named(reference);
		}
		return this.registry.newest(head, task)
			.or(() -> this.registry.newest(head, null))
			.orElseThrow(() -> noModel(head));
	}

	private NoModelException noModel(HeadKind head) {
		return this.registry.newest()
			.map((newest) -> new NoModelException(head.displayName(), newest.name(), names(newest.tasks())))
			.orElseGet(NoModelException::new);
	}

	/**
	 * The task of a model that a request means.
	 * @param name the task's name; null for the only one with such a head
	 * @throws InvalidQuestionException when there is none, or several to choose from
	 */
	static Task task(RegisteredModel model, HeadKind head, String name) {
		List<Task> fitting = model.tasks().stream().filter((task) -> task.head() == head).toList();
		if (fitting.isEmpty()) {
			throw new InvalidQuestionException("model", "model '%s' has no %s head; it was trained on %s".formatted(
					model.name(), head.displayName(), names(model.tasks())));
		}
		if (name == null && (fitting.size() == 1 || head == HeadKind.SPAN)) {
			return fitting.get(0);
		}
		return fitting.stream()
			.filter((task) -> task.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new InvalidQuestionException("task",
					"task must be one of the model's: " + names(fitting)));
	}

	private static String names(List<Task> tasks) {
		return tasks.stream().map(Task::name).collect(Collectors.joining(", "));
	}

}
