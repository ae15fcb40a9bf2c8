package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.evaluation.statistics.PlannedLooks;
import io.mtdnn.experiments.adaptive.SearchReports;
import io.mtdnn.experiments.analysis.Analyses;
import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.analysis.ScoreKind;
import io.mtdnn.experiments.analysis.SearchReport;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Study;
import org.springframework.stereotype.Component;

/** Collects the scores of stored runs by arm. */
@Component
public class ArmResults {

	private final ExperimentJson json;

	ArmResults(ExperimentJson json) {
		this.json = json;
	}

	/** The arms of an experiment with the scores of their finished runs. */
	public List<ArmRuns> of(Study study, List<StoredRun> runs) {
		return study.arms().stream().map((arm) -> arm(arm, runs)).toList();
	}

	/** The results of an experiment's finished runs. */
	public Analysis analysis(Study study, List<StoredRun> runs, ScoreKind kind) {
		PlannedLooks looks = study.looks();
		List<ArmRuns> arms = of(study, runs);
		SearchReport found = SearchReports.of(study, arms);
		Analysis analysis = ((found != null) ? Analyses.searched(arms, kind, found)
				: Analyses.of(arms, kind, (looks != null) ? looks.seeds().size() : 1))
			.with(HalvingReports.of(study, runs, this.json), found);
		int failed = (int) runs.stream()
			.filter((run) -> run.state() == RunState.FAILED || run.state() == RunState.CANCELLED)
			.count();
		if (failed == 0 || !runs.stream().allMatch(StoredRun::hasEnded)) {
			return analysis;
		}
		if (found != null && found.left() > 0 && !AdaptiveSearch.goesOn(study, arms, runs)) {
			return analysis
				.adding("The search waits, because its latest runs have no scores to learn from: " + retry(failed));
		}
		return (looks != null)
				? analysis.adding("No seeds are added, because each planned look requires all runs: " + retry(failed))
				: analysis;
	}

	/** A search and planned looks go on once runs that failed have succeeded. */
	private static String retry(int failed) {
		return (failed == 1) ? "1 run has failed or was cancelled; retry it."
				: failed + " runs have failed or were cancelled; retry them.";
	}

	private ArmRuns arm(Arm arm, List<StoredRun> runs) {
		List<Long> seeds = new ArrayList<>();
		List<RunScores> scores = new ArrayList<>();
		int planned = 0;
		boolean discarded = false;
		for (StoredRun run : runs) {
			if (run.arm().equals(arm.label())) {
				planned++;
				discarded |= run.state() == RunState.DISCARDED;
				RunScores found = this.json.scores(run);
				if (found != null) {
					seeds.add(run.seed());
					scores.add(found);
				}
			}
		}
		return new ArmRuns(arm, seeds, scores, planned, discarded);
	}

}
