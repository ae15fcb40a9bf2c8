package io.mtdnn.plan.resolution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.plan.ExhaustionPolicy;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.Keep;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlanResolver;
import io.mtdnn.plan.TaskMetrics;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingPlan.PlannedTask;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.plan.TrainingRequest.EarlyStopping;
import io.mtdnn.plan.TrainingRequest.KeepMetric;
import io.mtdnn.plan.TrainingRequest.Limits;
import io.mtdnn.plan.TrainingRequest.TaskRequest;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.NameText;

/**
 * Turns a request into a plan: the paper's values where the user said nothing, and
 * everything that keeps it from running.
 */
final class DefaultPlanResolver implements PlanResolver {

	private static final int MOST_ITEMS = 4096;

	private final DatasetCatalog datasets;

	private final EncoderCatalog encoders;

	private final ToIntFunction<Path> positions;

	private final TaskMetrics metrics;

	/**
	 * A resolver over what there is.
	 * @param positions most tokens that the encoder in a directory reads
	 */
	DefaultPlanResolver(DatasetCatalog datasets, EncoderCatalog encoders, ToIntFunction<Path> positions,
			TaskMetrics metrics) {
		this.datasets = datasets;
		this.encoders = encoders;
		this.positions = positions;
		this.metrics = metrics;
	}

	@Override
	public TrainingPlan resolve(TrainingRequest request) {
		PlanFaults faults = new PlanFaults();
		Path encoder = faults.orElse(() -> encoder(request.encoder()), null);
		List<PlannedTask> tasks = faults.orElse(() -> tasks(request.tasks()), named(request.tasks()));
		Fields fields = new Fields(faults);
		int batchSize = fields.integer("batchSize", request.batchSize(), 16, 1, MOST_ITEMS);
		int maxSequence = fields.integer("maxSequenceLength", request.maxSequenceLength(), 384, 8, 8192);
		int maxQuestion = fields.integer("maxQuestionLength", request.maxQuestionLength(),
				Math.min(64, maxSequence / 2), 1, 8192);
		int stride = fields.integer("docStride", request.docStride(),
				Math.max(1, Math.min(128, capacity(maxSequence, maxQuestion))), 1, 8192);
		if (faults.none("maxSequenceLength", "maxQuestionLength", "docStride")) {
			faults.check(() -> checkWindows(maxSequence, maxQuestion, stride));
		}
		if (encoder != null && faults.none("maxSequenceLength")) {
			faults.check(() -> checkPositions(request.encoder(), encoder, maxSequence));
		}
		WatchedMetrics metrics = new WatchedMetrics(this.datasets, this.metrics,
				tasks.stream().map(PlannedTask::dataset).toList());
		EarlyStopping stopping = faults.orElse(() -> metrics.earlyStopping(request.earlyStopping()), null);
		Keep keep = or(request.keep(), (request.earlyStopping() != null) ? Keep.BEST : Keep.LAST);
		KeepMetric keepMetric = faults.orElse(() -> metrics.keepMetric(keep, request.keepMetric(), stopping), null);
		double dropout = fields.real("dropout", request.dropout(), 0.3, 0, 0.99);
		TrainingPlan plan = new TrainingPlan(faults.orElse(() -> name(request, tasks), ""), request.encoder(), tasks,
				fields.integer("epochs", request.epochs(), 2, 1, 1000), batchSize,
				fields.integer("accumulationSteps", request.accumulationSteps(), 1, 1,
						faults.none("batchSize") ? batchSize : MOST_ITEMS),
				fields.real("learningRate", request.learningRate(), 3e-5, Double.MIN_VALUE, 1), dropout,
				fields.real("headDropout", request.headDropout(), dropout, 0, 0.99),
				fields.real("warmupFraction", request.warmupFraction(), 0.1, 0, 1),
				or(request.optimizer(), OptimizerKind.ADAMAX),
				fields.real("weightDecay", request.weightDecay(), 0.01, 0, 1),
				fields.real("clipNorm", request.clipNorm(), 1.0, 0, 1e6), maxSequence, maxQuestion, stride,
				fields.integer("maxAnswerLength", request.maxAnswerLength(), 30, 1, 8192),
				or(request.onExhaustion(), ExhaustionPolicy.CYCLE), or(request.spanLoss(), SpanLoss.SUM),
				or(request.precision(), Precision.FP32), or(request.seed(), 42L),
				faults.orElse(() -> limits(request.limits(), tasks), Limits.NONE),
				fields.integer("maxSkippedRows", request.maxSkippedRows(), 0, 0, Integer.MAX_VALUE), stopping, keep,
				keepMetric,
				fields.integer("checkpointEverySteps", request.checkpointEverySteps(), 0, 0, Integer.MAX_VALUE));
		faults.throwIfAny();
		return plan;
	}

	/** The tasks of a faulty list, for the checks of what refers to them. */
	private static List<PlannedTask> named(List<TaskRequest> requested) {
		return (requested == null) ? List.of()
				: requested.stream()
					.filter((task) -> task != null && task.dataset() != null)
					.map((task) -> new PlannedTask(task.dataset(), 0))
					.toList();
	}

	private Path encoder(String encoder) {
		if (encoder == null || encoder.isBlank()) {
			throw new InvalidPlanException("encoder",
					"an encoder is needed; there are: " + String.join(", ", this.encoders.names()));
		}
		try {
			return this.encoders.directory(encoder);
		}
		catch (RuntimeException ex) {
			throw new InvalidPlanException("encoder", ex.getMessage(), ex);
		}
	}

	private void checkPositions(String encoder, Path directory, int maxSequence) {
		int positions = this.positions.applyAsInt(directory);
		if (maxSequence > positions) {
			throw new InvalidPlanException("maxSequenceLength",
					"encoder '" + encoder + "' reads at most " + positions + " tokens, not " + maxSequence);
		}
	}

	private List<PlannedTask> tasks(List<TaskRequest> requested) {
		if (requested == null || requested.isEmpty()) {
			throw new InvalidPlanException("tasks", "at least one task is needed, such as {\"dataset\": \"squad-v2\"}");
		}
		PlanFaults faults = new PlanFaults();
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < requested.size(); i++) {
			checkDataset("tasks[" + i + "].dataset", requested.get(i), seen, faults);
			checkWeight("tasks[" + i + "].weight", requested.get(i), faults);
		}
		List<Double> weights = requested.stream().map((task) -> (task != null) ? task.weight() : null).toList();
		int open = (int) weights.stream().filter(Objects::isNull).count();
		if (IntStream.range(0, requested.size()).allMatch((i) -> faults.none("tasks[" + i + "].weight"))) {
			faults.check(() -> checkSum(sum(weights).doubleValue(), open));
		}
		faults.throwIfAny();
		return (open == 0) ? normalised(requested, sum(weights).doubleValue()) : shared(requested, sum(weights), open);
	}

	/** In decimals, as people count: 0.7, 0.2 and 0.1 are 1, and of 0.8 is left 0.2. */
	private static BigDecimal sum(List<Double> weights) {
		return weights.stream()
			.filter(Objects::nonNull)
			.map(BigDecimal::valueOf)
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private void checkDataset(String field, TaskRequest task, Set<String> seen, PlanFaults faults) {
		String dataset = (task != null) ? task.dataset() : null;
		List<String> known = this.datasets.names();
		if (dataset == null || !known.contains(dataset)) {
			faults.add(field, "unknown dataset " + ((dataset != null) ? "'" + Excerpt.of(dataset) + "'" : "null")
					+ "; there are: " + String.join(", ", known));
		}
		else if (!seen.add(dataset)) {
			faults.add(field, "dataset '" + dataset + "' is named twice");
		}
		else {
			this.datasets.missing(dataset).forEach((message) -> faults.add(field, message));
		}
	}

	private static void checkWeight(String field, TaskRequest task, PlanFaults faults) {
		Double weight = (task != null) ? task.weight() : null;
		if (weight != null && !(weight > 0 && weight <= 1)) {
			faults.add(field, "a weight is above 0 and at most 1, not " + weight);
		}
	}

	private static void checkSum(double given, int open) {
		if (open == 0 && given > 1 + 1e-9) {
			throw new InvalidPlanException("tasks", "the weights sum to " + given + "; at most 1 is allowed");
		}
		if (open > 0 && given >= 1 - 1e-9) {
			throw new InvalidPlanException("tasks", "the weights sum to " + given + ", which leaves nothing for the "
					+ open + " task(s) without one; they must sum below 1");
		}
	}

	private static List<PlannedTask> normalised(List<TaskRequest> requested, double given) {
		return requested.stream().map((task) -> new PlannedTask(task.dataset(), task.weight() / given)).toList();
	}

	private static List<PlannedTask> shared(List<TaskRequest> requested, BigDecimal given, int open) {
		double share = BigDecimal.ONE.subtract(given)
			.divide(BigDecimal.valueOf(open), MathContext.DECIMAL64)
			.doubleValue();
		return requested.stream()
			.map((task) -> new PlannedTask(task.dataset(), (task.weight() != null) ? task.weight() : share))
			.toList();
	}

	private static void checkWindows(int maxSequence, int maxQuestion, int stride) {
		int capacity = capacity(maxSequence, maxQuestion);
		if (capacity < 1) {
			throw new InvalidPlanException("maxQuestionLength",
					"a question of " + maxQuestion + " word pieces leaves no room for the context in a sequence of "
							+ maxSequence + " (3 are special); set it to at most " + Math.max(1, maxSequence - 4));
		}
		if (stride > capacity) {
			throw new InvalidPlanException("docStride",
					"a step of " + stride + " is larger than the window: " + maxSequence + " - " + maxQuestion
							+ " - 3 = " + capacity
							+ " word pieces; parts of the context would be skipped; set it to at most " + capacity
							+ ", or leave it out");
		}
	}

	/** Word pieces of the context beside the longest question, [CLS] and two [SEP]. */
	private static int capacity(int maxSequence, int maxQuestion) {
		return maxSequence - maxQuestion - 3;
	}

	private Limits limits(Limits limits, List<PlannedTask> tasks) {
		if (limits == null) {
			return Limits.NONE;
		}
		Set<String> planned = tasks.stream()
			.map(PlannedTask::dataset)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		Set<String> evaluated = new LinkedHashSet<>(planned);
		planned.stream()
			.filter(this.datasets.names()::contains)
			.flatMap((dataset) -> this.datasets.evaluations(dataset).stream())
			.map(EvaluationSet::name)
			.forEach(evaluated::add);
		PlanFaults faults = new PlanFaults();
		checkLimits("limits.train", limits.train(), planned, faults);
		checkLimits("limits.evaluation", limits.evaluation(), evaluated, faults);
		faults.throwIfAny();
		return limits;
	}

	private static void checkLimits(String field, Map<String, Integer> limits, Set<String> planned, PlanFaults faults) {
		limits.forEach((dataset, limit) -> {
			if (!planned.contains(dataset)) {
				faults.add(field + "." + dataset, "'" + Excerpt.of(dataset) + "' is not among the tasks: "
						+ planned.stream().map(Excerpt::of).collect(Collectors.joining(", ")));
			}
			if (limit == null || limit < 1) {
				faults.add(field + "." + dataset, "a limit is at least 1, not " + limit);
			}
		});
	}

	private static String name(TrainingRequest request, List<PlannedTask> tasks) {
		if (request.name() == null || request.name().isBlank()) {
			return tasks.stream().map(PlannedTask::dataset).collect(Collectors.joining(" + "));
		}
		if (request.name().length() > 200) {
			throw new InvalidPlanException("name", "at most 200 characters, not " + request.name().length());
		}
		if (!NameText.isAllowed(request.name())) {
			throw new InvalidPlanException("name", "the name " + NameText.RULE);
		}
		return request.name();
	}

	private static <T> T or(T value, T defaultValue) {
		return (value != null) ? value : defaultValue;
	}

	/** Ranges of the numeric fields. */
	private static final class Fields {

		private final PlanFaults faults;

		Fields(PlanFaults faults) {
			this.faults = faults;
		}

		int integer(String field, Integer value, int defaultValue, int least, int most) {
			int number = or(value, defaultValue);
			if (number < least || number > most) {
				this.faults.add(field, "from " + least + " to " + most + ", not " + number);
				return defaultValue;
			}
			return number;
		}

		double real(String field, Double value, double defaultValue, double least, double most) {
			double number = or(value, defaultValue);
			if (!(number >= least && number <= most)) {
				this.faults.add(field, ((least == Double.MIN_VALUE) ? "above 0" : "from " + least) + " to " + most
						+ ", not " + number);
				return defaultValue;
			}
			return number;
		}

	}

}
