package io.mtdnn.plan.resolution;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.plan.EarlyStopping;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlanResolver;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.TaskMetrics;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.NameText;
import tools.jackson.databind.JsonNode;

/**
 * Converts a request to a plan: fills in defaults and reports all faults.
 */
final class DefaultPlanResolver implements PlanResolver {

	/** The maximum length of a name. */
	private static final int NAME = 200;

	private final DatasetCatalog datasets;

	private final EncoderCatalog encoders;

	private final ToIntFunction<Path> positions;

	private final TaskMetrics metrics;

	private final Function<String, Optional<RegisteredModel>> models;

	private final SpecialTokens special;

	/**
	 * @param positions returns the maximum number of tokens of a row that the encoder in
	 * a directory can read
	 * @param models finds models by alias, id or name
	 */
	DefaultPlanResolver(DatasetCatalog datasets, EncoderCatalog encoders, ToIntFunction<Path> positions,
			TaskMetrics metrics, Function<String, Optional<RegisteredModel>> models) {
		this.datasets = datasets;
		this.encoders = encoders;
		this.positions = positions;
		this.metrics = metrics;
		this.models = models;
		this.special = new SpecialTokens(encoders, models);
	}

	@Override
	public TrainingPlan resolve(TrainingRequest request) {
		PlanFaults faults = new PlanFaults();
		Draft draft = Draft.of(request, this.special, faults);
		draft.set("tasks", PlannedHeads.named(draft.plan().tasks()));
		StartModel start = faults.orNull(() -> StartModel.of(draft.plan(), this.models));
		if (start != null) {
			draft.set("encoder", start.encoder());
		}
		TrainingPlan asked = draft.plan();
		if (faults.none("start")) {
			faults.check(() -> checkEncoder(asked, faults));
		}
		PlannedDatasets planned = new PlannedDatasets(this.datasets, asked.tasks(),
				asked.evaluatesOnly() && start != null);
		planned.check(faults);
		KnownTasks known = new KnownTasks(this.datasets);
		new PlannedHeads(asked.tasks(), known).check(faults);
		new PlannedEvaluations(this.datasets, known, asked.tasks()).check(faults);
		TaskMixing mixing = new TaskMixing(asked, faults);
		draft.set("tasks", mixing.tasks());
		draft.set("sampling", mixing.sampling());
		draft.set("affinity", AffinityInterval.resolved(asked));
		draft.set("start", (start != null) ? start.resolved(asked, this.datasets, faults) : null);
		if (asked.evaluatesOnly() && faults.none("start", "epochs")) {
			checkEvaluation(draft.plan(), faults);
		}
		draft.set("name", faults.orElse(() -> name(asked), ""));
		checkLengths(asked, faults);
		planned.check(asked.limits(), faults);
		chooseMetrics(asked, known, draft, faults);
		faults.throwIfAny(new FieldOrder());
		return draft.plan();
	}

	@Override
	public OptionalInt leading(JsonNode tasks) {
		return new KnownTasks(this.datasets).leading(tasks);
	}

	private void chooseMetrics(TrainingPlan asked, KnownTasks known, Draft draft, PlanFaults faults) {
		WatchedMetrics watched = new WatchedMetrics(this.datasets, known, this.metrics,
				asked.tasks().stream().filter((task) -> task.dataset() != null).toList());
		EarlyStopping stopping = faults.orNull(() -> watched.earlyStopping(asked.earlyStopping()));
		draft.set("earlyStopping", stopping);
		draft.set("keepMetric", faults.orNull(() -> watched.keepMetric(asked.keep(), asked.keepMetric(), stopping)));
	}

	private void checkEncoder(TrainingPlan plan, PlanFaults faults) {
		if (!faults.none("encoder")) {
			return;
		}
		if (plan.encoder() == null || plan.encoder().isBlank()) {
			throw new InvalidPlanException("encoder",
					"an encoder is required; known encoders: " + String.join(", ", this.encoders.names()));
		}
		int positions = this.positions.applyAsInt(directory(plan.encoder()));
		if (faults.none("maxSequenceLength")) {
			plan.requireReadable(positions);
		}
	}

	private static void checkEvaluation(TrainingPlan plan, PlanFaults faults) {
		if (plan.start() == null) {
			faults.add("epochs", "from 1 to 1000, not 0: 0 evaluates the model of start, and this plan has none");
			return;
		}
		for (int i = 0; i < plan.tasks().size(); i++) {
			String dataset = plan.tasks().get(i).dataset();
			if (dataset != null && !plan.continuedHeads().containsKey(dataset)) {
				faults.add("tasks[" + i + "].dataset", "the model has no head for '" + Excerpt.of(dataset)
						+ "'; name one of its heads in start.heads");
			}
		}
	}

	private Path directory(String encoder) {
		try {
			return this.encoders.directory(encoder);
		}
		catch (RuntimeException ex) {
			throw new InvalidPlanException("encoder", ex.getMessage(), ex);
		}
	}

	private void checkLengths(TrainingPlan plan, PlanFaults faults) {
		if (faults.none("batchSize", "accumulationSteps") && plan.accumulationSteps() > plan.batchSize()) {
			faults.add("accumulationSteps", "from 1 to " + plan.batchSize() + ", not " + plan.accumulationSteps());
		}
		if (faults.none("maxSequenceLength", "maxQuestionLength", "docStride")) {
			int special = this.special.of((plan.encoder() != null) ? plan.encoder() : "");
			faults.check(
					() -> checkWindows(plan.maxSequenceLength(), plan.maxQuestionLength(), plan.docStride(), special));
		}
	}

	private static void checkWindows(int maxSequence, int maxQuestion, int stride, int special) {
		int capacity = maxSequence - maxQuestion - special;
		if (capacity < 1) {
			throw new InvalidPlanException("maxQuestionLength",
					"a question of " + maxQuestion + " word pieces leaves no room for the context in a window of "
							+ maxSequence + " (" + special + " are special); set it to at most "
							+ Math.max(1, maxSequence - special - 1));
		}
		if (stride > capacity) {
			throw new InvalidPlanException("docStride",
					"a step of " + stride + " is larger than the window: " + maxSequence + " - " + maxQuestion + " - "
							+ special + " = " + capacity
							+ " word pieces; parts of the context would be skipped; set it to at most " + capacity
							+ ", or leave it out");
		}
	}

	private static String name(TrainingPlan plan) {
		if (plan.name() == null || plan.name().isBlank()) {
			return Excerpt.within(plan.tasks().stream().map(PlannedTask::dataset).collect(Collectors.joining(" + ")),
					NAME);
		}
		if (!NameText.isAllowed(plan.name())) {
			throw new InvalidPlanException("name", "the name " + NameText.RULE);
		}
		return plan.name();
	}

}
