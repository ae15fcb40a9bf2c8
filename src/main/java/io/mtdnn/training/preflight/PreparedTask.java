package io.mtdnn.training.preflight;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.EncodedDataset;
import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.Task;
import io.mtdnn.training.evaluation.PreparedEvaluation;
import io.mtdnn.training.schedule.Placebo;
import io.mtdnn.training.schedule.TaskData;
import org.jspecify.annotations.Nullable;

/**
 * A task's data, read and encoded.
 *
 * @param encoded training items
 * @param evaluations the task's evaluation sets in order
 * @param missing names of evaluation sets whose file is missing
 */
public record PreparedTask(PlannedTask planned, Dataset train, EncodedDataset encoded,
		List<PreparedEvaluation> evaluations, List<String> missing) {

	/**
	 * The same task with the layers of the head that it continues with.
	 * @param head the head; null for a new head
	 */
	PreparedTask continuing(@Nullable Task head) {
		if (head == null || head.activation() == null) {
			return this;
		}
		List<PreparedEvaluation> sets = this.evaluations.stream()
			.map((set) -> new PreparedEvaluation(set.name(), with(set.dataset(), head), set.encoded()))
			.toList();
		return new PreparedTask(this.planned, with(this.train, head), this.encoded, sets, this.missing);
	}

	private static Dataset with(Dataset dataset, Task head) {
		return new Dataset(dataset.task().withActivation(head.activation()), dataset.split(), dataset.examples(),
				dataset.skipped(), dataset.files(), dataset.sha256());
	}

	/** The name of its dataset. */
	String name() {
		return this.planned.dataset();
	}

	/** Number of examples of the first evaluation set; 0 if there is none. */
	int evaluationExamples() {
		return this.evaluations.isEmpty() ? 0 : this.evaluations.get(0).dataset().examples().size();
	}

	/** A readable summary of the data, one line for each set of files. */
	public List<String> summary() {
		List<String> lines = new ArrayList<>();
		lines.add(read(this.train, "training") + ", as " + this.encoded.items().size() + " inputs");
		this.evaluations.forEach((set) -> lines.add(read(set.dataset(), "evaluation set " + set.name())));
		this.missing.forEach((name) -> lines.add("evaluation set " + name + ": no file"));
		return lines;
	}

	private static String read(Dataset dataset, String role) {
		return "%s, %s: %d examples, %d rows skipped (SHA-256 %s)".formatted(dataset.task().name(), role,
				dataset.examples().size(), dataset.skipped().size(), dataset.sha256());
	}

	/**
	 * The task's data for the run.
	 * @param index index of the task in the plan
	 */
	TaskData data(TrainingPlan plan, int index) {
		int batchSize = (this.planned.batchSize() != null) ? this.planned.batchSize() : plan.batchSize();
		List<EncodedExample> items = this.planned.shufflesLabels()
				? Placebo.of(this.encoded.items(), plan.seed(), index) : this.encoded.items();
		return new TaskData(this.train.task(), batchSize, this.train.examples().size(), items, this.encoded.rows());
	}

}
