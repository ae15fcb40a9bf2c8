package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.evaluation.statistics.PlannedLooks;
import io.mtdnn.experiments.analysis.Analyses;
import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.analysis.ScoreKind;
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
		Analysis analysis = Analyses.of(of(study, runs), kind, (looks != null) ? looks.seeds().size() : 1)
			.with(HalvingReports.of(study, runs, this.json));
		int failed = (int) runs.stream()
			.filter((run) -> run.state() == RunState.FAILED || run.state() == RunState.CANCELLED)
			.count();
		boolean interrupted = looks != null && failed > 0 && runs.stream().allMatch(StoredRun::hasEnded);
		return interrupted ? analysis.adding(interrupted(failed)) : analysis;
	}

	/** No seeds are added before all runs have succeeded, because looks are planned. */
	private static String interrupted(int failed) {
		return "No seeds are added, because each planned look requires all runs: "
				+ ((failed == 1) ? "1 run has failed or was cancelled; retry it."
						: failed + " runs have failed or were cancelled; retry them.");
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
