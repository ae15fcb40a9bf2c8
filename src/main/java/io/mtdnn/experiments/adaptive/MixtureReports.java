package io.mtdnn.experiments.adaptive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.analysis.SearchReport;
import io.mtdnn.experiments.analysis.SearchReport.MixtureEstimate;
import io.mtdnn.experiments.search.Estimate;
import io.mtdnn.experiments.search.MixtureSearch;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Search;
import io.mtdnn.experiments.study.Study;

import static io.mtdnn.experiments.wording.Wording.number;

/** Reports what a Gaussian process expects of the mixtures so far. */
final class MixtureReports {

	private static final String KIND = "gaussian-process";

	private MixtureReports() {
	}

	static SearchReport of(Study study, Search search, List<ArmRuns> arms) {
		TriedMixtures tried = TriedMixtures.of(study, arms);
		if (tried.scored().size() < 2) {
			return SearchReport.early(KIND, study.later());
		}
		MixtureSearch process = tried.search();
		List<MixtureEstimate> mixtures = new ArrayList<>();
		for (int i = 0; i < tried.scored().size(); i++) {
			Estimate expected = process.expected(tried.weights().get(i));
			mixtures.add(new MixtureEstimate(tried.scored().get(i).label(), expected.mean(), expected.low(),
					expected.high()));
		}
		mixtures.sort(Comparator.comparingDouble(MixtureEstimate::mean).reversed());
		MixtureEstimate best = mixtures.get(0);
		String sentence = "A Gaussian process over the weights chose " + chosen(study, search) + " of "
				+ study.combinations().size() + " mixtures by the scores of those before, " + SearchReports.place(arms)
				+ ";" + " of those that have scores it expects most of '" + best.label() + "': " + number(best.mean())
				+ " points (95 % credible interval " + number(best.low()) + " to " + number(best.high())
				+ "), and that one run differs by " + number(process.runDeviation()) + " from its mixture's mean.";
		return new SearchReport(KIND, study.later(), beats(arms, best) ? best.label() : baseline(arms),
				List.copyOf(mixtures), null, sentence);
	}

	private static int chosen(Study study, Search search) {
		return Math.max(0, study.combinations().size() - Objects.requireNonNullElse(search.initial(), 0));
	}

	/** Whether a mixture is expected to be better than the baseline, if there is one. */
	private static boolean beats(List<ArmRuns> arms, MixtureEstimate best) {
		return arms.stream()
			.filter((arm) -> arm.arm().baseline() && arm.hasScores())
			.mapToDouble((arm) -> Arrays.stream(arm.choosing()).average().orElse(Double.NaN))
			.noneMatch((mean) -> mean >= best.mean());
	}

	private static String baseline(List<ArmRuns> arms) {
		return arms.stream().map(ArmRuns::arm).filter(Arm::baseline).map(Arm::label).findFirst().orElseThrow();
	}

}
