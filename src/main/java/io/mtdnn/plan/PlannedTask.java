package io.mtdnn.plan;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.EvaluationSet;
import org.jspecify.annotations.Nullable;

/**
 * A task of a plan. The knobs of components that may be null describe what null means.
 *
 * @param weight probability of drawing the task; the weights of a plan sum to 1. Null if
 * it depends on the sizes of the datasets
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedTask(@Knob(value = "Name of the dataset", required = true) String dataset,
		@Knob(value = "Probability of drawing the task; the weights of a plan sum to 1", from = 0, above = true, to = 1,
				follows = "an equal share of what the other weights leave",
				paper = "0.8 for questions, equal shares for the others",
				absent = "it follows from the sizes of the datasets") @Nullable Double weight,
		@Knob(value = "Weight at the end of the run under sampling annealed-weights", from = 0, above = true, to = 1,
				follows = "an equal share of what the other end weights leave",
				absent = "the weight does not change") @Nullable Double endWeight,
		@Knob(value = "Factor by which the task's loss is multiplied before its gradient; the reported loss excludes it",
				from = 0, above = true, to = 1000, follows = "1", absent = "1") @Nullable Double lossWeight,
		@Knob(value = "Items per optimiser step that draws the task", from = 1, to = 4096, follows = "that of the plan",
				absent = "that of the plan") @Nullable Integer batchSize,
		@Knob(value = "Whether the labels are shuffled among the training examples, which separates the effect of the task from that of additional training",
				follows = "false", absent = "false") @Nullable Boolean placebo,
		@Knob(value = "Whether the task leads: an epoch ends when its batches are used up; at most one task leads",
				follows = "true for the first task with a span head, else for the first task",
				absent = "the first task with a span head leads, else the first task") @Nullable Boolean leads,
		@Knob(value = "Name of the head; tasks with the same kind, labels and number of choices that name the same head share it",
				to = 64, follows = "the name of the dataset", absent = "the name of the dataset") @Nullable String head,
		@Knob(value = "Datasets on whose evaluation files the task is evaluated, each with its own metrics; [] for training only",
				follows = "its own evaluation file unless it is for training only, and the evaluation sets that are declared for the dataset",
				absent = "its own evaluation file unless it is for training only, and the evaluation sets that are declared for the dataset") @Nullable List<String> evaluateOn) {

	public PlannedTask {
		evaluateOn = (evaluateOn != null) ? List.copyOf(evaluateOn) : null;
	}

	/** A task with its own head, evaluated as its dataset declares. */
	public PlannedTask(String dataset, @Nullable Double weight, @Nullable Double endWeight, @Nullable Double lossWeight,
			@Nullable Integer batchSize, @Nullable Boolean placebo, @Nullable Boolean leads) {
		this(dataset, weight, endWeight, lossWeight, batchSize, placebo, leads, null, null);
	}

	/** A task with only a weight. */
	public PlannedTask(String dataset, @Nullable Double weight) {
		this(dataset, weight, null, null, null, null, null);
	}

	/** The same task with other weights at the start and the end of the run. */
	public PlannedTask withWeights(@Nullable Double start, @Nullable Double end) {
		return new PlannedTask(this.dataset, start, end, this.lossWeight, this.batchSize, this.placebo, this.leads,
				this.head, this.evaluateOn);
	}

	/**
	 * The same task with another head.
	 * @param name name of the head; null for the name of the dataset
	 */
	public PlannedTask withHead(@Nullable String name) {
		return new PlannedTask(this.dataset, this.weight, this.endWeight, this.lossWeight, this.batchSize, this.placebo,
				this.leads, name, this.evaluateOn);
	}

	/** The name of its head. */
	public String headName() {
		return (this.head != null) ? this.head : this.dataset;
	}

	/**
	 * The evaluation sets of the task, in order. Those that it names are assumed to have
	 * their files.
	 * @param field where its dataset is in the plan
	 * @throws InvalidPlanException when its dataset does not exist or has faults, as
	 * after a removal of its declaration
	 */
	public List<EvaluationSet> evaluationSets(DatasetCatalog catalog, String field) {
		try {
			return evaluationSets(catalog);
		}
		catch (DatasetException ex) {
			throw new InvalidPlanException(field, ex.getMessage(), ex);
		}
	}

	/**
	 * The evaluation sets of the task, in order. Those that it names are assumed to have
	 * their files.
	 * @throws DatasetException when its dataset does not exist or has faults
	 */
	public List<EvaluationSet> evaluationSets(DatasetCatalog catalog) {
		return (this.evaluateOn == null) ? catalog.evaluations(this.dataset)
				: this.evaluateOn.stream().map((name) -> new EvaluationSet(name, true)).toList();
	}

	/** Whether its labels are shuffled. */
	public boolean shufflesLabels() {
		return Boolean.TRUE.equals(this.placebo);
	}

}
