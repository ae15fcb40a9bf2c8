package io.mtdnn.plan.resolution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Start;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Task;
import io.mtdnn.task.TaskHeads;
import org.jspecify.annotations.Nullable;

/** The model that a plan starts from. */
final class StartModel {

	private final RegisteredModel model;

	private StartModel(RegisteredModel model) {
		this.model = model;
	}

	/**
	 * The model of a plan; null if it starts from an encoder.
	 * @throws InvalidPlanException when there is no such model, or the plan also names an
	 * encoder
	 */
	static @Nullable StartModel of(TrainingPlan plan, Function<String, Optional<RegisteredModel>> models) {
		Start start = plan.start();
		if (start == null || start.model() == null) {
			return null;
		}
		RegisteredModel model = models.apply(start.model())
			.orElseThrow(() -> new InvalidPlanException("start.model",
					"there is no model with the alias, id or name '" + Excerpt.of(start.model()) + "'"));
		if (plan.encoder() != null && !plan.encoder().equals(model.asEncoder())) {
			throw new InvalidPlanException("encoder",
					"a run starts either from an encoder or from a model; leave out encoder or start");
		}
		return new StartModel(model);
	}

	/** The name with which a plan refers to the model as its encoder. */
	String encoder() {
		return this.model.asEncoder();
	}

	/**
	 * Resolves the start: the model's id, and the head of each task that continues with
	 * one.
	 */
	Start resolved(TrainingPlan plan, DatasetCatalog datasets, PlanFaults faults) {
		Map<String, String> asked = Objects.requireNonNull(plan.start()).heads();
		Map<String, String> heads = new LinkedHashMap<>();
		for (PlannedTask planned : plan.tasks()) {
			String dataset = planned.dataset();
			String head = (asked != null) ? asked.get(dataset) : (find(dataset) != null) ? dataset : null;
			if (head != null) {
				faults.check(() -> heads.put(dataset, fitting(dataset, head, datasets)));
			}
		}
		if (asked != null) {
			asked.keySet()
				.stream()
				.filter((dataset) -> plan.tasks().stream().noneMatch((task) -> dataset.equals(task.dataset())))
				.forEach((dataset) -> faults.add("start.heads[" + Excerpt.of(dataset) + "]",
						"'" + Excerpt.of(dataset) + "' is not among the tasks"));
		}
		return new Start(this.model.id(), heads);
	}

	private String fitting(String dataset, String head, DatasetCatalog datasets) {
		String field = "start.heads[" + dataset + "]";
		Task own = TaskHeads.find(this.model.tasks(), head).orElse(null);
		if (own == null) {
			throw new InvalidPlanException(field, "the model has no head for '" + Excerpt.of(head) + "', only for "
					+ String.join(", ", this.model.tasks().stream().map(Task::name).toList()));
		}
		if (!datasets.names().contains(dataset)) {
			return head;
		}
		try {
			Task task = datasets.task(dataset);
			if (task.head() != own.head() || !task.labels().equals(own.labels())) {
				throw new InvalidPlanException(field,
						"the model's head for '%s' is for %s, but dataset '%s' requires one for %s".formatted(head,
								described(own), dataset, described(task)));
			}
			return head;
		}
		catch (DatasetException ex) {
			throw new InvalidPlanException(field, ex.getMessage(), ex);
		}
	}

	private static String described(Task task) {
		return task.head().displayName()
				+ (task.labels().isEmpty() ? "" : " with the labels " + Excerpt.of(String.join(", ", task.labels())));
	}

	private @Nullable Task find(String head) {
		return this.model.tasks().stream().filter((task) -> task.name().equals(head)).findFirst().orElse(null);
	}

}
