package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import io.mtdnn.evaluation.statistics.Difference;
import io.mtdnn.evaluation.statistics.PlannedLooks;
import io.mtdnn.evaluation.statistics.PlannedLooks.Verdict;
import io.mtdnn.evaluation.statistics.SeedSummary;
import io.mtdnn.experiments.analysis.Analyses;
import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.analysis.ScoreKind;
import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.PlannedRun;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.experiments.study.UntilDecided;
import org.springframework.stereotype.Component;

/**
 * Adds seeds to the contenders of an experiment until their difference is shown. The
 * numbers of seeds at which it looks follow from the definition alone, and each look has
 * its share of the significance level.
 */
@Component
class MoreSeeds {

	private final ExperimentStore store;

	private final ArmResults results;

	private final ExperimentJson json;

	MoreSeeds(ExperimentStore store, ArmResults results, ExperimentJson json) {
		this.store = store;
		this.results = results;
		this.json = json;
	}

	/** Adds the seeds of the next look, if the last one has not decided. */
	void add(StoredExperiment experiment, List<StoredRun> runs) {
		Study study = this.json.study(experiment);
		UntilDecided until = study.definition().untilDecided();
		if (until == null || study.baseline() == null || runs.stream().anyMatch((run) -> run.scores() == null)) {
			return;
		}
		int first = Math.max(2, study.definition().seeds().size());
		if (first > until.most()) {
			return;
		}
		PlannedLooks looks = PlannedLooks.growing(first, until.most());
		List<ArmRuns> arms = this.results.of(study, runs);
		ArmRuns baseline = arms.stream().filter((arm) -> arm.arm().baseline()).findFirst().orElseThrow();
		contender(arms).ifPresent((best) -> add(experiment, study, looks, baseline, best, arms.size() - 1));
	}

	private static Optional<ArmRuns> contender(List<ArmRuns> arms) {
		return arms.stream()
			.filter((arm) -> !arm.arm().baseline() && arm.arm().control() == null && arm.hasScores())
			.max(Comparator.comparingDouble((arm) -> SeedSummary
				.of(arm.scores().stream().mapToDouble((run) -> run.percent(run.metric())).toArray())
				.mean()));
	}

	private void add(StoredExperiment experiment, Study study, PlannedLooks looks, ArmRuns baseline, ArmRuns best,
			int comparisons) {
		Difference difference = Analyses.difference(baseline, best, ScoreKind.THRESHOLD_0);
		int now = Math.min(baseline.scores().size(), best.scores().size());
		// Bonferroni over arms, because the contender was chosen among them
		if (difference == null
				|| looks.verdict(now, Math.min(1, difference.pValue() * comparisons)) != Verdict.MORE_SEEDS) {
			return;
		}
		List<StoredRun> more = new ArrayList<>();
		int next = looks.next(now);
		for (ArmRuns arm : List.of(baseline, best)) {
			more.addAll(seeds(study, arm.arm(), arm.seeds(), next));
		}
		this.store.add(experiment.id(), more);
	}

	private List<StoredRun> seeds(Study study, Arm arm, List<Long> known, int wanted) {
		return LongStream.iterate(0, (seed) -> seed + 1)
			.filter((seed) -> !known.contains(seed))
			.limit(Math.max(0, wanted - known.size()))
			.mapToObj((seed) -> stored(study.run(arm, seed), this.json))
			.toList();
	}

	static StoredRun stored(PlannedRun run, ExperimentJson json) {
		return StoredRun.pending(run.key(), run.arm(), run.seed(), json.write(run.request()));
	}

}
