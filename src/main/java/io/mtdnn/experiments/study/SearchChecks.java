package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.experiments.search.Mixtures;
import io.mtdnn.experiments.study.Search.Kind;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import tools.jackson.databind.JsonNode;

/** Checks whether a search can compare the arms of a study. */
final class SearchChecks {

	private SearchChecks() {
	}

	static void check(Study study) {
		List<Fault> faults = new ArrayList<>();
		if (study.halving() != null) {
			halving(study, faults);
		}
		if (study.isAdaptive()) {
			adaptive(study, faults);
		}
		if (study.search(Kind.GAUSSIAN_PROCESS) != null) {
			mixtures(study, faults);
		}
		Search thompson = study.search(Kind.THOMPSON);
		if (thompson != null) {
			pulls(study, Objects.requireNonNullElse(thompson.count(), 0), faults);
		}
		if (!faults.isEmpty()) {
			throw new ImpossibleExperimentException(faults);
		}
	}

	private static void halving(Study study, List<Fault> faults) {
		int combinations = study.combinations().size();
		if (combinations < 2) {
			faults.add(new Fault("search",
					"halving requires two or more combinations besides the baseline, not " + combinations));
		}
		if (study.arms().stream().anyMatch((arm) -> !arm.request().fields().path("earlyStopping").isMissingNode())) {
			faults.add(new Fault("plan.earlyStopping",
					"runs that end early cannot be compared at shares of their steps; remove earlyStopping"));
		}
		if (study.definition().untilDecided() != null) {
			faults.add(new Fault("untilDecided",
					"halving compares all combinations with the same seeds and cannot add others; send the combination that it finds as a second experiment with untilDecided"));
		}
	}

	private static void adaptive(Study study, List<Fault> faults) {
		List<Axis> axes = study.definition().axes();
		for (int i = 0; i < axes.size(); i++) {
			if (!axes.get(i).field().equals("tasks")) {
				faults.add(new Fault("axes[" + i + "].field", "this search varies the mixture of tasks alone, not '"
						+ Excerpt.of(axes.get(i).field()) + "'; set it in the plan"));
			}
		}
		if (study.definition().untilDecided() != null) {
			faults.add(new Fault("untilDecided",
					"this search chooses its runs by their scores; send the combination that it finds as a second experiment with untilDecided"));
		}
	}

	private static void mixtures(Study study, List<Fault> faults) {
		JsonNode tasks = study.definition().plan().fields().path("tasks");
		List<Axis> axes = study.definition().axes();
		for (int i = 0; i < axes.size(); i++) {
			List<JsonNode> values = axes.get(i).values();
			for (int j = 0; axes.get(i).field().equals("tasks") && j < values.size(); j++) {
				if (Mixtures.weights(tasks, values.get(j)).isEmpty()) {
					faults.add(new Fault("axes[" + i + "].values[" + j + "]",
							"a mixture for a Gaussian process has the tasks of the plan in their order, each with a weight above 0 and below 1"));
				}
			}
		}
	}

	private static void pulls(Study study, int count, List<Fault> faults) {
		int first = study.combinations().size() * study.definition().seeds().size();
		if (count <= first) {
			faults.add(new Fault("search.count",
					"must be above " + first + ", the runs of the first round (" + study.combinations().size()
							+ " auxiliary tasks with " + study.definition().seeds().size() + " seeds), not " + count));
		}
		if (study.baseline() == null) {
			faults.add(new Fault("search",
					"Thompson sampling requires a baseline to compare with; add 'baseline' to the controls"));
		}
	}

}
