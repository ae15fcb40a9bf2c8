package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;

/**
 * Finds parts of a request that would not have the effect that they name. Stored
 * experiments are not checked again.
 */
public final class Pointless {

	private static final String FIXED = "requires the sampling policy 'fixed', by which the weight of the leading task determines the number of steps";

	/** A weight of the leading task at which hardly any number of epochs stays whole. */
	private static final double ANY = 0.37;

	private Pointless() {
	}

	/** The faults of a request from which a study was made. */
	public static List<Fault> faults(Study study) {
		List<Fault> faults = new ArrayList<>();
		values(study.definition(), faults);
		controls(study.definition(), faults);
		budget(study.definition(), faults);
		leading(study, faults);
		given(study, faults);
		if (study.definition().untilDecided() != null) {
			seeds(study, study.definition().untilDecided(), faults);
		}
		return faults;
	}

	/** Otherwise the arms of both values would train the same runs. */
	private static void values(ExperimentRequest whole, List<Fault> faults) {
		for (int i = 0; i < whole.axes().size(); i++) {
			if (AxisValues.hasTwice(whole.axes().get(i).values())) {
				faults.add(new Fault("axes[" + i + "].values", "a value is given twice, such as 1 and 1.0"));
			}
		}
	}

	private static void controls(ExperimentRequest whole, List<Fault> faults) {
		for (int i = 0; i < whole.controls().size(); i++) {
			if (whole.controls().get(i) != Control.BASELINE && Tasks.isSingle(whole.plan())) {
				faults.add(new Fault("controls[" + i + "]", "the control '" + whole.controls().get(i).label()
						+ "' requires a base plan with two or more tasks"));
			}
			else if (whole.controls().get(i) == Control.EQUAL_STEPS && !hasFixedWeights(whole.plan())) {
				faults.add(new Fault("controls[" + i + "]", "'equal-steps' " + FIXED));
			}
			else if (whole.controls().get(i) == Control.EQUAL_STEPS) {
				double factor = 1 / Tasks.leadingWeight(whole.plan());
				if (!RunBudget.isExact(Tasks.leading(whole.plan(), Set.of()), factor)) {
					faults.add(new Fault("controls[" + i + "]",
							"'equal-steps' " + RunBudget.rule(whole.plan(), factor) + " of the leading task alone"));
				}
			}
		}
	}

	/** Otherwise sizes, or weights that change, determine the number of steps. */
	private static boolean hasFixedWeights(TrainingRequest request) {
		return request.fields().path("sampling").path("policy").asString("fixed").equals("fixed");
	}

	/** Names the first combination whose steps cannot be made equal. */
	private static void budget(ExperimentRequest whole, List<Fault> faults) {
		if (whole.budget() != Budget.STEPS) {
			return;
		}
		if (whole.search() != null && whole.search().kind() == Search.Kind.GAUSSIAN_PROCESS
				&& !RunBudget.isExact(whole.plan(), ANY)) {
			faults.add(new Fault("budget",
					"'steps' " + RunBudget.rule(whole.plan(), ANY) + " with a weight that the search may choose"));
			return;
		}
		for (Combination combination : Combination.all(whole.axes())) {
			TrainingRequest request = combination.applied(whole.plan(), new MissingTasks());
			if (!Tasks.isSingle(request) && !hasFixedWeights(request)) {
				faults.add(new Fault("budget", "'steps' " + FIXED + " (in " + combination.label() + ")"));
				return;
			}
			double weight = Tasks.isSingle(request) ? 1 : Tasks.leadingWeight(request);
			if (weight < 1 && !RunBudget.isExact(request, weight)) {
				faults.add(new Fault("budget",
						"'steps' " + RunBudget.rule(request, weight) + " (in " + combination.label() + ")"));
				return;
			}
		}
	}

	/**
	 * Names two combinations that would be compared by scores on different datasets.
	 * Those that a Gaussian process chooses have the leading task of the plan.
	 */
	private static void leading(Study study, List<Fault> faults) {
		boolean process = study.search(Search.Kind.GAUSSIAN_PROCESS) != null;
		if ((study.halving() == null && !process) || study.combinations().isEmpty()) {
			return;
		}
		Arm first = study.combinations().get(0);
		String evaluated = process ? Tasks.evaluated(study.definition().plan()) : first.evaluated();
		String where = process ? "the plan" : first.label();
		study.combinations()
			.stream()
			.filter((arm) -> !arm.evaluated().equals(evaluated))
			.findFirst()
			.ifPresent((arm) -> faults.add(new Fault("search", (process ? "a Gaussian process" : "halving")
					+ " compares all combinations on the dataset of their leading task, which must be the same, but it is '"
					+ Excerpt.of(evaluated) + "' in " + where + " and '" + Excerpt.of(arm.evaluated()) + "' in "
					+ arm.label())));
	}

	/** Otherwise more mixtures would be trained than asked for, and none chosen. */
	private static void given(Study study, List<Fault> faults) {
		Search process = study.search(Search.Kind.GAUSSIAN_PROCESS);
		int given = study.combinations().size();
		if (process != null && process.count() != null && given > process.count()) {
			faults.add(new Fault("search.count",
					"must be at least the number of mixtures that are given (" + given + "), not " + process.count()));
		}
	}

	private static void seeds(Study study, UntilDecided until, List<Fault> faults) {
		int seeds = study.definition().seeds().size();
		if (until.most() <= seeds) {
			faults.add(new Fault("untilDecided.most",
					"must be more than the number of seeds (" + seeds + "), not " + until.most()));
		}
		if (study.baseline() == null) {
			faults
				.add(new Fault("untilDecided", "requires a baseline to compare with; add 'baseline' to the controls"));
		}
		else if (study.combinations().isEmpty()) {
			faults.add(new Fault("untilDecided", "requires a combination besides the baseline"));
		}
	}

}
