package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.experiments.study.Search.Kind;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.plan.TrainingRequests;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes studies of requests. */
public final class Studies {

	/** Maximum number of runs of an experiment. */
	public static final int RUNS = 500;

	/** Maximum number of seeds of an arm. */
	public static final int MOST_SEEDS = 50;

	private static final int LABEL = 300;

	private static final List<Long> SEEDS = List.of(0L, 1L, 2L);

	private static final int PARALLEL = 2;

	private Studies() {
	}

	/**
	 * Fills in defaults and expands the axes.
	 * @throws io.mtdnn.experiments.ExperimentFaultsException if the request is malformed
	 * @throws ImpossibleExperimentException if it has too many combinations, or axes that
	 * do not work
	 */
	public static Study of(ExperimentRequest request) {
		RequestChecks.check(request);
		ExperimentRequest whole = completed(request);
		AxisChecks.check(whole);
		List<Arm> arms = arms(whole);
		requireCount(whole, arms.size());
		Study study = new Study(whole, arms);
		SearchChecks.check(study);
		requireCount(study);
		return study;
	}

	/**
	 * The study with more seeds or values.
	 * @throws io.mtdnn.experiments.ExperimentFaultsException if the extension is
	 * malformed
	 * @throws ImpossibleExperimentException if an axis is not one of the study's
	 */
	public static Study extended(ExperimentRequest definition, Extension extension) {
		RequestChecks.check(extension);
		Set<Long> seeds = new LinkedHashSet<>(definition.seeds());
		if (extension.seeds() != null) {
			seeds.addAll(extension.seeds());
		}
		List<Axis> axes = new ArrayList<>(definition.axes());
		if (extension.axes() != null) {
			for (int i = 0; i < extension.axes().size(); i++) {
				AxisChecks.extend(axes, extension.axes().get(i), "axes[" + i + "]");
			}
		}
		return of(definition.with(List.copyOf(seeds), axes));
	}

	/**
	 * What a request runs, with defaults for everything beside its plans.
	 * @param varied whether with its axes
	 */
	public static ExperimentRequest plansAlone(ExperimentRequest request, boolean varied) {
		return new ExperimentRequest("plans", request.preset(), request.plan(), varied ? request.axes() : List.of(),
				SEEDS, Budget.QUESTIONS, List.of(Control.BASELINE), null, null, PARALLEL, 0);
	}

	private static ExperimentRequest completed(ExperimentRequest request) {
		Preset preset = request.preset();
		TrainingRequest asked = (request.plan() != null) ? request.plan() : TrainingRequests.parse("{}");
		TrainingRequest plan = (preset != null) ? merged(preset, asked) : asked;
		Map<String, Axis> axes = new LinkedHashMap<>();
		List<Axis> own = (request.axes() != null) ? request.axes() : List.of();
		if (preset != null) {
			preset.axes().forEach((axis) -> axes.put(axis.field(), axis));
		}
		own.forEach((axis) -> axes.put(axis.field(), axis));
		if (request.search() != null) {
			SearchAxes.set(axes, own, plan, request.search());
		}
		List<Axis> all = AxisChecks.hasTwice(own) ? own : List.copyOf(axes.values());
		return new ExperimentRequest(name(request), null, plan, all, or(request.seeds(), byDefault(request.search())),
				or(request.budget(), Budget.QUESTIONS), or(request.controls(), List.of(Control.BASELINE)),
				SearchAxes.kept(request.search(), plan, axes), request.untilDecided(), or(request.parallel(), PARALLEL),
				or(request.priority(), 0));
	}

	private static TrainingRequest merged(Preset preset, TrainingRequest asked) {
		try {
			return TrainingRequests.merge(preset.plan(), asked.fields());
		}
		catch (InvalidPlanException ex) {
			throw new ImpossibleExperimentException(
					ex.faults().stream().map((fault) -> new Fault("plan." + fault.field(), fault.message())).toList());
		}
	}

	private static String name(ExperimentRequest request) {
		if (request.name() != null && !request.name().isBlank()) {
			return request.name();
		}
		return (request.preset() != null) ? request.preset().text() : "experiment";
	}

	/** Thompson sampling adds seeds by itself. */
	private static List<Long> byDefault(@Nullable Search search) {
		return (search != null && search.kind() == Kind.THOMPSON) ? List.of(0L) : SEEDS;
	}

	private static List<Arm> arms(ExperimentRequest whole) {
		Set<String> known = known(whole);
		List<Arm> arms = new ArrayList<>();
		MissingTasks missing = new MissingTasks();
		for (Combination combination : Combination.all(whole.axes())) {
			TrainingRequest request = Tasks.tidy(combination.applied(whole.plan(), missing), known);
			arms.add(new Arm(combination.label(), null, false, combination.values(),
					(whole.budget() == Budget.STEPS) ? RunBudget.shortened(request) : request));
		}
		missing.check();
		return withControls(whole, arms, known);
	}

	/** An arm that is the leading task alone is the baseline itself. */
	private static List<Arm> withControls(ExperimentRequest whole, List<Arm> arms, Set<String> known) {
		TrainingRequest lead = Tasks.leading(whole.plan(), known);
		List<Arm> all = new ArrayList<>();
		boolean has = false;
		for (Arm arm : arms) {
			boolean baseline = !has && whole.controls().contains(Control.BASELINE)
					&& Tasks.isLead(arm.request(), lead, known);
			has |= baseline;
			all.add(baseline ? arm.asBaseline() : arm);
		}
		List<Arm> controls = new ArrayList<>();
		if (!has && whole.controls().contains(Control.BASELINE)) {
			controls.add(new Arm(Control.BASELINE.label(), Control.BASELINE, true, List.of(), lead));
		}
		if (whole.controls().contains(Control.EQUAL_STEPS) && !Tasks.isSingle(whole.plan())) {
			controls.add(new Arm(Control.EQUAL_STEPS.label(), Control.EQUAL_STEPS, false, List.of(),
					RunBudget.lengthened(lead, Tasks.leadingWeight(whole.plan()))));
		}
		if (whole.controls().contains(Control.PLACEBO) && !Tasks.isSingle(whole.plan())) {
			controls.add(new Arm(Control.PLACEBO.label(), Control.PLACEBO, false, List.of(),
					Tasks.placebo(Tasks.tidy(whole.plan(), known))));
		}
		controls.addAll(all);
		return distinct(controls);
	}

	/**
	 * Several combinations can give the same plan, as mixtures with weight 1 do.
	 * Different plans never have the same label.
	 */
	private static List<Arm> distinct(List<Arm> arms) {
		Map<TrainingRequest, Arm> distinct = new LinkedHashMap<>();
		arms.forEach((arm) -> distinct.putIfAbsent(arm.request(), arm));
		Set<String> labels = new LinkedHashSet<>();
		return distinct.values().stream().map((arm) -> arm.labelled(free(arm.label(), labels))).toList();
	}

	private static String free(String label, Set<String> taken) {
		String shortened = (label.length() <= LABEL) ? label : Excerpt.of(label, LABEL);
		String free = shortened;
		for (int i = 2; !taken.add(free); i++) {
			free = shortened + " (" + i + ")";
		}
		return free;
	}

	private static Set<String> known(ExperimentRequest whole) {
		Set<String> known = new LinkedHashSet<>(Tasks.names(whole.plan()));
		whole.axes().stream().filter((axis) -> axis.field().equals("tasks")).forEach((axis) -> {
			axis.values().forEach((value) -> {
				ObjectNode fields = whole.plan().fields();
				fields.set("tasks", value);
				known.addAll(Tasks.names(new TrainingRequest(fields)));
			});
		});
		return known;
	}

	private static void requireCount(ExperimentRequest whole, int arms) {
		long runs = (long) arms * whole.seeds().size();
		if (runs > RUNS) {
			throw new ImpossibleExperimentException("seeds", arms + " combinations with " + whole.seeds().size()
					+ " seeds are " + runs + " runs; at most " + RUNS + " are allowed");
		}
	}

	private static void requireCount(Study study) {
		int runs = study.arms().size() * study.definition().seeds().size() + study.mostLater();
		if (runs > RUNS) {
			throw new ImpossibleExperimentException("search.count",
					"the search may take " + runs + " runs; at most " + RUNS + " are allowed");
		}
	}

	private static <T> T or(@Nullable T value, T byDefault) {
		return (value != null) ? value : byDefault;
	}

}
