package io.mtdnn.experiments.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.mtdnn.evaluation.statistics.SeedScores;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.scores.RunScores.Cell;
import io.mtdnn.experiments.study.Arm;

/**
 * The finished runs of an arm.
 *
 * @param scores scores of the runs, in the order of their seeds
 * @param planned number of runs that the arm has in all
 * @param discarded whether a search has discarded it before its end
 */
public record ArmRuns(Arm arm, List<Long> seeds, List<RunScores> scores, int planned, boolean discarded) {

	/** Runs of an arm that no search discards. */
	public ArmRuns(Arm arm, List<Long> seeds, List<RunScores> scores, int planned) {
		this(arm, seeds, scores, planned, false);
	}

	/** Which questions count. */
	public enum Part {

		/** All. */
		ALL,

		/** The half that arms are chosen on. */
		FIRST,

		/** The other half. */
		SECOND

	}

	/**
	 * The arm with its scores on a dataset, which need not be the one that its plan leads
	 * with. Runs without the metric are left out.
	 */
	ArmRuns on(String dataset, String metric) {
		List<Long> scoredSeeds = new ArrayList<>();
		List<RunScores> scored = new ArrayList<>();
		for (int i = 0; i < this.scores.size(); i++) {
			RunScores run = this.scores.get(i).on(dataset, metric);
			if (Double.isFinite(run.percent(metric))) {
				scoredSeeds.add(this.seeds.get(i));
				scored.add(run);
			}
		}
		return new ArmRuns(this.arm, scoredSeeds, scored, this.planned, this.discarded);
	}

	/** Whether any run has finished. */
	public boolean hasScores() {
		return !this.scores.isEmpty();
	}

	/** Whether its leading task has questions, so that articles are known. */
	boolean hasQuestions() {
		return hasScores() && this.scores.stream().noneMatch((run) -> run.cells().isEmpty());
	}

	/** Whether there are questions in both halves. */
	public boolean hasHalves() {
		return hasQuestions() && this.scores.get(0).cells().stream().map(Cell::first).distinct().count() == 2;
	}

	/**
	 * Main metric of its runs on the half that arms are chosen on, in points; on all
	 * questions if one half has none.
	 */
	public double[] choosing() {
		return hasScores() ? main(ScoreKind.THRESHOLD_0, hasHalves() ? Part.FIRST : Part.ALL).means() : new double[0];
	}

	/** F1, or the main metric of other tasks, in points. */
	SeedScores main(ScoreKind kind, Part part) {
		return hasQuestions() ? sums(part, (kind == ScoreKind.TUNED) ? Cell::tunedF1 : Cell::f1) : whole();
	}

	/** Exact match in points. */
	SeedScores exact(ScoreKind kind, Part part) {
		return sums(part, (kind == ScoreKind.TUNED) ? Cell::tunedExact : Cell::exact);
	}

	/** Both halves of an article are one cluster, because its questions are alike. */
	private SeedScores sums(Part part, ToDoubleFunction<Cell> value) {
		int[] questions = Arrays.stream(byArticle(this.scores.get(0), part, Cell::questions))
			.mapToInt((count) -> (int) count)
			.toArray();
		double[][] sums = this.scores.stream().map((run) -> byArticle(run, part, value)).toArray(double[][]::new);
		return new SeedScores(questions, sums);
	}

	private static double[] byArticle(RunScores run, Part part, ToDoubleFunction<Cell> value) {
		Map<String, Double> sums = new LinkedHashMap<>();
		run.cells()
			.stream()
			.filter((cell) -> part == Part.ALL || cell.first() == (part == Part.FIRST))
			.forEach((cell) -> sums.merge(cell.article(), value.applyAsDouble(cell), Double::sum));
		return sums.values().stream().mapToDouble(Double::doubleValue).toArray();
	}

	/** Without questions the whole set counts as one article. */
	private SeedScores whole() {
		return new SeedScores(new int[] { 1 },
				this.scores.stream().map((run) -> new double[] { run.percent(run.metric()) }).toArray(double[][]::new));
	}

	/** Articles and numbers of questions, which arms that are compared have in common. */
	List<String> questions() {
		return this.scores.get(0)
			.cells()
			.stream()
			.map((cell) -> cell.article() + cell.first() + cell.questions())
			.toList();
	}

}
