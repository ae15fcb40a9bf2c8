package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import io.mtdnn.experiments.analysis.HalvingReport;
import io.mtdnn.experiments.analysis.HalvingReport.Rung;
import io.mtdnn.experiments.analysis.HalvingReport.RungArm;
import io.mtdnn.experiments.scores.RungScore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Halving;
import io.mtdnn.experiments.study.Study;
import org.jspecify.annotations.Nullable;

/** Reports the results of a halving search and the steps that discarding saved. */
final class HalvingReports {

	private final List<StoredRun> runs;

	private final ExperimentJson json;

	private HalvingReports(List<StoredRun> runs, ExperimentJson json) {
		this.runs = runs;
		this.json = json;
	}

	/** The report; null without such a search. */
	static @Nullable HalvingReport of(Study study, List<StoredRun> runs, ExperimentJson json) {
		Halving halving = study.halving();
		return (halving != null) ? new HalvingReports(runs, json).of(study, halving) : null;
	}

	private HalvingReport of(Study study, Halving halving) {
		List<Rung> rungs = new ArrayList<>();
		for (int rung = 0; rung <= halving.last(); rung++) {
			rungs.add(new Rung(halving.shares().get(rung), halving.counts().get(rung), scores(study, rung)));
		}
		long steps = 0;
		long saved = 0;
		double hours = 0;
		int discarded = 0;
		for (StoredRun run : this.runs) {
			List<RungScore> reached = this.json.rungs(run);
			discarded += (run.state() == RunState.DISCARDED) ? 1 : 0;
			if (!reached.isEmpty() && !run.reused()) {
				RungScore last = reached.get(reached.size() - 1);
				int left = (run.state() == RunState.DISCARDED) ? last.totalSteps() - last.step() : 0;
				steps += last.totalSteps();
				saved += left;
				hours += left * last.seconds() / Math.max(1, last.step()) / 3600;
			}
		}
		return new HalvingReport(rungs, steps, saved, hours, sentence(halving, discarded, steps, saved, hours));
	}

	private List<RungArm> scores(Study study, int rung) {
		List<RungArm> arms = new ArrayList<>();
		for (Arm arm : study.combinations()) {
			OptionalDouble mean = runs(arm).stream()
				.filter((run) -> this.json.rungs(run).size() > rung)
				.mapToDouble((run) -> this.json.rungs(run).get(rung).score())
				.average();
			mean.ifPresent((score) -> arms.add(new RungArm(arm.label(), score, promoted(arm, rung))));
		}
		arms.sort(Comparator.comparingDouble(RungArm::score).reversed());
		return List.copyOf(arms);
	}

	private List<StoredRun> runs(Arm arm) {
		return this.runs.stream().filter((run) -> run.arm().equals(arm.label())).toList();
	}

	/** Null while any of its runs waits there. */
	private @Nullable Boolean promoted(Arm arm, int rung) {
		List<StoredRun> there = runs(arm).stream().filter((run) -> this.json.rungs(run).size() == rung + 1).toList();
		if (there.stream().anyMatch((run) -> run.state() == RunState.PAUSED)) {
			return null;
		}
		return there.stream().noneMatch((run) -> run.state() == RunState.DISCARDED);
	}

	private static String sentence(Halving halving, int discarded, long steps, long saved, double hours) {
		List<String> shares = halving.shares()
			.stream()
			.map((share) -> String.format(Locale.ROOT, "%.0f %%", 100 * share))
			.toList();
		return String.format(Locale.ROOT,
				"Successive halving compared %d combinations at %s of their steps, on one half of the development set;"
						+ " %d runs were discarded early, which saved %d of %d steps (%.1f hours).",
				halving.counts().get(0), String.join(", ", shares), discarded, saved, steps, hours);
	}

}
