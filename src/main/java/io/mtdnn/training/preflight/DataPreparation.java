package io.mtdnn.training.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.EncodedDataset;
import io.mtdnn.datasets.EncodedDatasets;
import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.Split;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.Fault;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.InvalidWindowException;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.training.PreflightReport.EvaluationReport;
import io.mtdnn.training.PreflightReport.TaskReport;
import io.mtdnn.training.evaluation.Evaluator;
import io.mtdnn.training.evaluation.PreparedEvaluation;
import io.mtdnn.training.schedule.BatchSchedule;
import io.mtdnn.training.schedule.BatchSchedule.Mix;
import io.mtdnn.training.schedule.Schedules;
import io.mtdnn.training.schedule.TaskData;
import org.jspecify.annotations.Nullable;

/** Reads and encodes a plan's data and counts the run's batches and steps. */
public final class DataPreparation {

	private final DatasetCatalog datasets;

	private final EncodedDatasets encodings;

	public DataPreparation(DatasetCatalog datasets, EncodedDatasets encodings) {
		this.datasets = datasets;
		this.encodings = encodings;
	}

	public List<PreparedTask> prepare(TrainingPlan plan, WordPieceTokenizer tokenizer) {
		return prepare(plan, tokenizer, Map.of());
	}

	/**
	 * Reads and encodes the data of a plan.
	 * @param heads for each dataset whose task continues with a head, that head
	 */
	public List<PreparedTask> prepare(TrainingPlan plan, WordPieceTokenizer tokenizer, Map<String, Task> heads) {
		List<PreparedTask> prepared = new ArrayList<>();
		PlanFaults faults = new PlanFaults();
		for (int i = 0; i < plan.tasks().size(); i++) {
			String field = "tasks[" + i + "].dataset";
			PlannedTask task = plan.tasks().get(i);
			Dataset train = plan.evaluatesOnly() ? faults.orNull(() -> none(field, task.dataset())) : faults.orNull(
					() -> read(field, plan, task.dataset(), Split.TRAIN, plan.limits().train().get(task.dataset())));
			Map<String, Dataset> evaluations = evaluations("tasks[" + i + "]", plan, task, faults);
			if (train != null && faults.none()) {
				faults.check(() -> prepared
					.add(encode(plan, task, train, evaluations, tokenizer).continuing(heads.get(task.dataset()))));
			}
		}
		if (faults.none()) {
			new SharedData(prepared).check(faults);
			new WatchedSets(prepared).check(plan, faults);
		}
		faults.throwIfAny();
		return prepared;
	}

	/** An empty dataset, for a task that is only evaluated. */
	private Dataset none(String field, String dataset) {
		try {
			return new Dataset(this.datasets.task(dataset), Split.TRAIN, List.of(), List.of(), List.of(), "");
		}
		catch (DatasetException ex) {
			throw new InvalidPlanException(field, ex.getMessage(), ex);
		}
	}

	/**
	 * Reads the evaluation sets of a task that have files. A set without its own limit
	 * has that of the task's dataset.
	 */
	private Map<String, Dataset> evaluations(String field, TrainingPlan plan, PlannedTask task, PlanFaults faults) {
		Map<String, Integer> limits = plan.limits().evaluation();
		Map<String, Dataset> sets = new LinkedHashMap<>();
		String named = field + ((task.evaluateOn() != null) ? ".evaluateOn" : ".dataset");
		List<EvaluationSet> all = faults.orElse(() -> task.evaluationSets(this.datasets, field + ".dataset"),
				List.of());
		for (EvaluationSet set : all) {
			if (set.present()) {
				Integer limit = limits.getOrDefault(set.name(), limits.get(task.dataset()));
				faults.check(() -> sets.put(set.name(), read(named, plan, set.name(), Split.EVALUATION, limit)));
			}
		}
		return sets;
	}

	private PreparedTask encode(TrainingPlan plan, PlannedTask planned, Dataset train, Map<String, Dataset> evaluations,
			WordPieceTokenizer tokenizer) {
		try {
			List<PreparedEvaluation> prepared = new ArrayList<>();
			EncodedDataset encoded = plan.evaluatesOnly() ? new EncodedDataset(List.of(), 0, 0)
					: this.encodings.encode(train, tokenizer, plan.windows());
			evaluations.forEach((name, set) -> prepared
				.add(new PreparedEvaluation(name, set.of(planned.dataset()), Evaluator.of(set.task()).readsItems()
						? this.encodings.encode(set, tokenizer, plan.windows()) : null)));
			return new PreparedTask(planned, train.onHead(planned.head()), encoded, prepared, missing(planned));
		}
		catch (InvalidWindowException ex) {
			throw new InvalidPlanException(ex.field(), ex.getMessage(), ex);
		}
	}

	private List<String> missing(PlannedTask task) {
		return task.evaluationSets(this.datasets)
			.stream()
			.filter((set) -> !set.present())
			.map(EvaluationSet::name)
			.toList();
	}

	private Dataset read(String field, TrainingPlan plan, String dataset, Split split, @Nullable Integer limit) {
		try {
			return read(plan, dataset, split, limit);
		}
		catch (DatasetException ex) {
			List<Fault> faults = new ArrayList<>(List.of(new Fault(field, ex.getMessage())));
			ex.rows().stream().skip(1).map((row) -> new Fault(field, row.toString())).forEach(faults::add);
			throw new InvalidPlanException(faults, ex);
		}
	}

	private Dataset read(TrainingPlan plan, String dataset, Split split, @Nullable Integer limit) {
		Dataset all = this.datasets.read(dataset, split, plan.maxSkippedRows());
		return (limit == null || limit >= all.examples().size()) ? all : new Dataset(all.task(), all.split(),
				Samples.of(all.examples(), limit), all.skipped(), all.files(), all.sha256());
	}

	public static List<Task> tasks(List<PreparedTask> prepared) {
		return prepared.stream().map((task) -> task.train().task()).toList();
	}

	/** The first evaluation set of each task that has one, by name, with its task. */
	public static Map<String, Task> evaluated(List<PreparedTask> prepared) {
		Map<String, Task> evaluated = new LinkedHashMap<>();
		for (PreparedTask task : prepared) {
			task.evaluations().stream().findFirst().ifPresent((set) -> evaluated.put(set.name(), set.dataset().task()));
		}
		return evaluated;
	}

	/** SHA-256 of each dataset file by dataset and split. */
	public static Map<String, String> dataHashes(List<PreparedTask> prepared) {
		Map<String, String> hashes = new LinkedHashMap<>();
		for (PreparedTask task : prepared) {
			if (!task.train().sha256().isEmpty()) {
				hashes.put(task.train().task().name() + "/train", task.train().sha256());
			}
			task.evaluations().forEach((set) -> hashes.put(set.name() + "/evaluation", set.dataset().sha256()));
		}
		return hashes;
	}

	/** The tasks' data for the run. */
	public static List<TaskData> data(TrainingPlan plan, List<PreparedTask> prepared) {
		return IntStream.range(0, prepared.size()).mapToObj((i) -> prepared.get(i).data(plan, i)).toList();
	}

	/** Simulates the draws of the run and counts them. */
	public static PreflightReport report(TrainingPlan plan, List<PreparedTask> prepared) {
		if (plan.evaluatesOnly()) {
			return new PreflightReport(prepared.stream().map((task) -> report(task, 0, 0, 0)).toList(), 0, 0, null,
					null, dataHashes(prepared), Map.of(), null);
		}
		List<TaskData> data = data(plan, prepared);
		Mix mix = BatchSchedule.play(Schedules.of(plan, data));
		List<TaskReport> reports = new ArrayList<>();
		for (int i = 0; i < prepared.size(); i++) {
			reports.add(report(prepared.get(i), data.get(i).batches(), mix.draws()[i], mix.share(plan, i)));
		}
		return new PreflightReport(reports, IntStream.of(mix.draws()).sum(), mix.firstEpoch(), null, null,
				dataHashes(prepared), Map.of(), null);
	}

	private static TaskReport report(PreparedTask task, int batches, int draws, double share) {
		int items = task.encoded().items().size();
		List<String> skipped = new ArrayList<>();
		task.train().skipped().stream().map(MalformedRow::toString).forEach(skipped::add);
		task.evaluations()
			.stream()
			.flatMap((set) -> set.dataset().skipped().stream())
			.map(MalformedRow::toString)
			.forEach(skipped::add);
		return new TaskReport(task.train().task().name(), share, task.train().examples().size(),
				task.evaluationExamples(), items, batches, draws, (batches > 0) ? (double) draws / batches : 0,
				task.encoded().answersOutside(), task.encoded().questionsTruncated(),
				skipped.subList(0, Math.min(100, skipped.size())),
				task.evaluations().stream().map(DataPreparation::report).toList(), task.missing());
	}

	private static EvaluationReport report(PreparedEvaluation set) {
		return new EvaluationReport(set.name(), set.dataset().files().get(0).getFileName().toString(),
				set.dataset().examples().size(), set.dataset().task().mainMetric());
	}

	/** A sentence for each evaluation set whose file is missing. */
	public static List<String> notes(List<PreparedTask> prepared) {
		return prepared.stream()
			.flatMap((task) -> task.missing().stream())
			.map((name) -> name + " is not evaluated: its file is not in the data folder")
			.toList();
	}

}
