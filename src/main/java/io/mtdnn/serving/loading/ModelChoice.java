package io.mtdnn.serving.loading;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.NoModelException;
import io.mtdnn.serving.limits.UnnamedModel;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.task.TaskHeads;
import org.jspecify.annotations.Nullable;

/** Selects the model and the head for a request. */
public final class ModelChoice {

	private static final int MAX_NAMED = 10;

	private final KnownModels registry;

	private final UnnamedModel unnamed;

	/**
	 * A choice from the models of a registry.
	 * @param unnamed the model for requests that do not name one
	 */
	public ModelChoice(KnownModels registry, UnnamedModel unnamed) {
		this.registry = registry;
		this.unnamed = unnamed;
	}

	/**
	 * A model by alias, id or name.
	 * @throws ModelNotFoundException when there is no such model
	 */
	public RegisteredModel named(String reference) {
		return this.registry.find(reference).orElseThrow(() -> new ModelNotFoundException(reference));
	}

	/**
	 * A model by alias, id or name. Without a reference, the model that the alias
	 * {@code default} points to, or the newest model that has a head of the kind,
	 * depending on the setting.
	 * @param task name of the task or head, with which the newest model is selected; null
	 * for any. If no model has it, {@link #task} reports this
	 * @throws ModelNotFoundException when there is no such model
	 * @throws NoModelException when no reference is given and there is no model for such
	 * requests
	 */
	public RegisteredModel model(@Nullable String reference, HeadKind head, @Nullable String task) {
		if (reference != null) {
			return named(reference);
		}
		return (this.unnamed == UnnamedModel.NEWEST) ? this.registry.newest(head, task)
			.or(() -> this.registry.newest(head, null))
			.orElseThrow(() -> none(head)) : byDefault(head);
	}

	private RegisteredModel byDefault(HeadKind head) {
		Optional<RegisteredModel> model = this.registry.aliased(ModelRegistry.DEFAULT_ALIAS);
		if (model.isPresent() && model.get().has(head)) {
			return model.get();
		}
		List<RegisteredModel> able = this.registry.newest(head, MAX_NAMED);
		if (able.isEmpty()) {
			throw none(head);
		}
		throw model.map((other) -> NoModelException.without(head.displayName(), other, able))
			.orElseGet(() -> NoModelException.unset(able));
	}

	private NoModelException none(HeadKind head) {
		return this.registry.newest()
			.map((newest) -> NoModelException.none(head.displayName(), newest, names(newest.tasks())))
			.orElseGet(NoModelException::none);
	}

	/**
	 * The task of a model that a request refers to.
	 * @param name the name of the task or of its head; null for the only such head
	 * @throws ModelMismatchException when there is none, or several to choose from
	 */
	public static Task task(RegisteredModel model, HeadKind head, @Nullable String name) {
		List<Task> fitting = tasks(model, head);
		return TaskHeads.find(fitting, name)
			.orElseThrow(() -> new ModelMismatchException("task",
					"task must be one of the model's tasks: " + names(fitting)));
	}

	/**
	 * The first task of a model with a head of the kind, for requests that do not name
	 * one.
	 * @throws ModelMismatchException when there is none
	 */
	public static Task first(RegisteredModel model, HeadKind head) {
		return tasks(model, head).get(0);
	}

	private static List<Task> tasks(RegisteredModel model, HeadKind head) {
		List<Task> fitting = model.tasks().stream().filter((task) -> task.head() == head).toList();
		if (fitting.isEmpty()) {
			throw new ModelMismatchException("model", "model '%s' has no %s head; it was trained on %s"
				.formatted(model.name(), head.displayName(), names(model.tasks())));
		}
		return fitting;
	}

	private static String names(List<Task> tasks) {
		return tasks.stream().map(Task::name).collect(Collectors.joining(", "));
	}

}
