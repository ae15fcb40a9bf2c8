package io.mtdnn.experiments.adaptive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.analysis.SearchReport;
import io.mtdnn.experiments.analysis.SearchReport.TaskEstimate;
import io.mtdnn.experiments.search.Estimate;
import io.mtdnn.experiments.search.Gains;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Search;
import io.mtdnn.experiments.study.Study;

import static io.mtdnn.experiments.wording.Wording.count;
import static io.mtdnn.experiments.wording.Wording.signed;

/** Reports what Thompson sampling knows of the auxiliary tasks so far. */
final class TaskReports {

	private static final String KIND = "thompson";

	private TaskReports() {
	}

	static SearchReport of(Study study, Search search, List<ArmRuns> arms) {
		Arm baseline = study.baseline();
		Pulls pulls = Pulls.of(study, arms);
		int runs = pulls.values().stream().mapToInt((gains) -> gains.length).sum();
		int planned = arms.stream().filter((arm) -> pulls.arms().contains(arm.arm())).mapToInt(ArmRuns::planned).sum();
		int left = Math.max(0, Objects.requireNonNullElse(search.count(), 0) - planned);
		if (baseline == null || runs == 0) {
			return SearchReport.early(KIND, left);
		}
		Gains gains = Gains.of(pulls.values());
		double[] best = gains.best();
		List<TaskEstimate> tasks = new ArrayList<>();
		for (int i = 0; i < best.length; i++) {
			Arm arm = pulls.arms().get(i);
			Estimate gain = gains.gain(i);
			tasks.add(new TaskEstimate(arm.label(), arm.auxiliary(), pulls.values().get(i).length, gain.mean(),
					gain.low(), gain.high(), gains.helps(i), best[i]));
		}
		tasks.sort(Comparator.comparingDouble(TaskEstimate::mean).reversed());
		TaskEstimate first = tasks.get(0);
		String sentence = String.format(Locale.ROOT,
				"Thompson sampling tried %s with %s, each compared with the baseline of the same seed %s;"
						+ " '%s' has the largest expected gain: %s points (95 %% credible interval %s to %s)."
						+ " It is the best of them with probability %.0f %%, and helps at all with probability %.0f %%.",
				count(tasks.size(), "auxiliary task"), count(runs, "run"), SearchReports.place(arms), first.task(),
				signed(first.mean()), signed(first.low()), signed(first.high()), 100 * first.best(),
				100 * first.helps());
		return new SearchReport(KIND, left, (first.mean() > 0) ? first.label() : baseline.label(), null,
				List.copyOf(tasks), sentence);
	}

}
