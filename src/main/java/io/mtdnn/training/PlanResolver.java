package io.mtdnn.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.task.Excerpt;
import io.mtdnn.training.TrainingPlan.PlannedTask;
import io.mtdnn.training.TrainingRequest.EarlyStopping;
import io.mtdnn.training.TrainingRequest.Limits;
import io.mtdnn.training.TrainingRequest.TaskRequest;

/** Turns a request into a plan: the paper's values where the user said nothing, and an error where it cannot run. */
final class PlanResolver {

	private final DatasetCatalog datasets;

	private final EncoderCatalog encoders;

	PlanResolver(DatasetCatalog datasets, EncoderCatalog encoders) {
		this.datasets = datasets;
		this.encoders = encoders;
	}

	TrainingPlan resolve(TrainingRequest request) {
		checkEncoder(request.encoder());
		List<PlannedTask> tasks = tasks(request.tasks());
		Fields fields = new Fields();
		int batchSize = fields.integer("batchSize", request.batchSize(), 16, 1, 4096);
		int maxSequence = fields.integer("maxSequenceLength", request.maxSequenceLength(), 384, 8, 8192);
		int maxQuestion = fields.integer("maxQuestionLength", request.maxQuestionLength(), 64, 1, 8192);
		int stride = fields.integer("docStride", request.docStride(), 128, 1, 8192);
		checkWindows(maxSequence, maxQuestion, stride);
		return new TrainingPlan(name(request, tasks), request.encoder(), tasks,
				fields.integer("epochs", request.epochs(), 2, 1, 1000), batchSize,
				fields.integer("accumulationSteps", request.accumulationSteps(), 1, 1, batchSize),
				fields.real("learningRate", request.learningRate(), 3e-5, Double.MIN_VALUE, 1),
				fields.real("dropout", request.dropout(), 0.3, 0, 0.99),
				fields.real("warmupFraction", request.warmupFraction(), 0.1, 0, 1),
				or(request.optimizer(), OptimizerKind.ADAMAX),
				fields.real("weightDecay", request.weightDecay(), 0.01, 0, 1),
				fields.real("clipNorm", request.clipNorm(), 1.0, 0, 1e6), maxSequence, maxQuestion, stride,
				fields.integer("maxAnswerLength", request.maxAnswerLength(), 30, 1, 8192),
				or(request.onExhaustion(), ExhaustionPolicy.CYCLE), or(request.spanLoss(), SpanLoss.MEAN),
				or(request.precision(), Precision.FP32), or(request.seed(), 42L), limits(request.limits(), tasks),
				fields.integer("maxSkippedRows", request.maxSkippedRows(), 0, 0, Integer.MAX_VALUE),
				earlyStopping(request.earlyStopping(), tasks),
				fields.integer("checkpointEverySteps", request.checkpointEverySteps(), 0, 0, Integer.MAX_VALUE));
	}

	private void checkEncoder(String encoder) {
		List<String> names = this.encoders.names();
		if (encoder == null || encoder.isBlank()) {
			throw new InvalidPlanException("encoder", "an encoder is needed; there are: " + String.join(", ", names));
		}
		if (!names.contains(encoder)) {
			try {
				this.encoders.directory(encoder);
			}
			catch (RuntimeException ex) {
				throw new InvalidPlanException("encoder", ex.getMessage(), ex);
			}
		}
	}

	private List<PlannedTask> tasks(List<TaskRequest> requested) {
		if (requested == null || requested.isEmpty()) {
			throw new InvalidPlanException("tasks", "at least one task is needed, such as {\"dataset\": \"squad-v2\"}");
		}
		checkDatasets(requested);
		double given = 0;
		int open = 0;
		for (int i = 0; i < requested.size(); i++) {
			Double weight = requested.get(i).weight();
			open += (weight == null) ? 1 : 0;
			given += (weight == null) ? 0 : checkWeight(i, weight);
		}
		return (open == 0) ? normalised(requested, given) : shared(requested, given, open);
	}

	private void checkDatasets(List<TaskRequest> requested) {
		List<String> known = this.datasets.names();
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < requested.size(); i++) {
			TaskRequest task = requested.get(i);
			String field = "tasks[" + i + "].dataset";
			if (task == null || task.dataset() == null || !known.contains(task.dataset())) {
				throw new InvalidPlanException(field, "unknown dataset "
						+ ((task == null) ? "null" : "'" + Excerpt.of(task.dataset()) + "'") + "; there are: " + String.join(", ", known));
			}
			if (!seen.add(task.dataset())) {
				throw new InvalidPlanException(field, "dataset '" + task.dataset() + "' is named twice");
			}
		}
	}

	private static double checkWeight(int index, double weight) {
		if (!(weight > 0 && weight <= 1)) {
			throw new InvalidPlanException("tasks[" + index + "].weight",
					"a weight is above 0 and at most 1, not " + weight);
		}
		return weight;
	}

	private static List<PlannedTask> normalised(List<TaskRequest> requested, double given) {
		if (given > 1 + 1e-9) {
			throw new InvalidPlanException("tasks", "the weights sum to " + given + "; at most 1 is allowed");
		}
		return requested.stream().map((task) -> new PlannedTask(task.dataset(), task.weight() / given)).toList();
	}

	private static List<PlannedTask> shared(List<TaskRequest> requested, double given, int open) {
		if (given >= 1 - 1e-9) {
			throw new InvalidPlanException("tasks", "the weights sum to " + given + ", which leaves nothing for the "
					+ open + " task(s) without one; they must sum below 1");
		}
		List<PlannedTask> tasks = new ArrayList<>();
		for (TaskRequest task : requested) {
			tasks.add(new PlannedTask(task.dataset(), (task.weight() != null) ? task.weight() : (1 - given) / open));
		}
		return tasks;
	}

	private static void checkWindows(int maxSequence, int maxQuestion, int stride) {
		int capacity = maxSequence - maxQuestion - 3;
		if (capacity < 1) {
			throw new InvalidPlanException("maxQuestionLength", "a question of " + maxQuestion
					+ " word pieces leaves no room for the context in a sequence of " + maxSequence + " (3 are special)");
		}
		if (stride > capacity) {
			throw new InvalidPlanException("docStride", "a step of " + stride + " is larger than the window: "
					+ maxSequence + " - " + maxQuestion + " - 3 = " + capacity
					+ " word pieces; parts of the context would be skipped");
		}
	}

	private static Limits limits(Limits limits, List<PlannedTask> tasks) {
		if (limits == null) {
			return Limits.NONE;
		}
		Set<String> planned = tasks.stream().map(PlannedTask::dataset).collect(Collectors.toSet());
		checkLimits("limits.train", limits.train(), planned);
		checkLimits("limits.evaluation", limits.evaluation(), planned);
		return limits;
	}

	private static void checkLimits(String field, Map<String, Integer> limits, Set<String> planned) {
		limits.forEach((dataset, limit) -> {
			if (!planned.contains(dataset)) {
				throw new InvalidPlanException(field + "." + dataset,
						"'" + dataset + "' is not among the tasks: " + String.join(", ", planned));
			}
			if (limit < 1) {
				throw new InvalidPlanException(field + "." + dataset, "a limit is at least 1, not " + limit);
			}
		});
	}

	private EarlyStopping earlyStopping(EarlyStopping stopping, List<PlannedTask> tasks) {
		if (stopping == null) {
			return null;
		}
		if (tasks.stream().noneMatch((task) -> task.dataset().equals(stopping.dataset()))) {
			throw new InvalidPlanException("earlyStopping.dataset",
					"'" + Excerpt.of(stopping.dataset()) + "' is not among the tasks");
		}
		Set<String> metrics = TaskEvaluation.metricNames(this.datasets.task(stopping.dataset()));
		if (!metrics.contains(stopping.metric())) {
			throw new InvalidPlanException("earlyStopping.metric", "'" + Excerpt.of(stopping.metric()) + "' is not a metric of '"
					+ stopping.dataset() + "'; there are: " + String.join(", ", metrics));
		}
		if (stopping.patience() < 1) {
			throw new InvalidPlanException("earlyStopping.patience", "at least 1 epoch, not " + stopping.patience());
		}
		return stopping;
	}

	private static String name(TrainingRequest request, List<PlannedTask> tasks) {
		if (request.name() == null || request.name().isBlank()) {
			return tasks.stream().map(PlannedTask::dataset).collect(Collectors.joining(" + "));
		}
		if (request.name().length() > 200) {
			throw new InvalidPlanException("name", "at most 200 characters, not " + request.name().length());
		}
		if (request.name().chars().anyMatch(Character::isISOControl)) {
			throw new InvalidPlanException("name", "no line breaks or other control characters");
		}
		return request.name();
	}

	private static <T> T or(T value, T defaultValue) {
		return (value != null) ? value : defaultValue;
	}

	/** Ranges of the numeric fields. */
	private static final class Fields {

		int integer(String field, Integer value, int defaultValue, int least, int most) {
			int number = or(value, defaultValue);
			if (number < least || number > most) {
				throw new InvalidPlanException(field, "from " + least + " to " + most + ", not " + number);
			}
			return number;
		}

		double real(String field, Double value, double defaultValue, double least, double most) {
			double number = or(value, defaultValue);
			if (!(number >= least && number <= most)) {
				throw new InvalidPlanException(field,
						((least == Double.MIN_VALUE) ? "above 0" : "from " + least) + " to " + most + ", not " + number);
			}
			return number;
		}

	}

}
