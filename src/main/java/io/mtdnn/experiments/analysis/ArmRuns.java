package io.mtdnn.experiments.analysis;

import java.util.List;
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

	/** Whether any run has finished. */
	public boolean hasScores() {
		return !this.scores.isEmpty();
	}

	/** Whether its leading task has questions, so that articles are known. */
	boolean hasQuestions() {
		return hasScores() && this.scores.stream().noneMatch((run) -> run.cells().isEmpty());
	}

	/** F1, or the main metric of other tasks, in points. */
	SeedScores main(ScoreKind kind, Part part) {
		return hasQuestions() ? sums(part, (kind == ScoreKind.TUNED) ? Cell::tunedF1 : Cell::f1) : whole();
	}

	/** Exact match in points. */
	SeedScores exact(ScoreKind kind, Part part) {
		return sums(part, (kind == ScoreKind.TUNED) ? Cell::tunedExact : Cell::exact);
	}

	private SeedScores sums(Part part, ToDoubleFunction<Cell> value) {
		List<Cell> chosen = chosen(this.scores.get(0), part);
		int[] questions = chosen.stream().mapToInt(Cell::questions).toArray();
		double[][] sums = this.scores.stream()
			.map((run) -> chosen(run, part).stream().mapToDouble(value).toArray())
			.toArray(double[][]::new);
		return new SeedScores(questions, sums);
	}

	/** Without questions the whole set counts as one article. */
	private SeedScores whole() {
		return new SeedScores(new int[] { 1 },
				this.scores.stream().map((run) -> new double[] { run.percent(run.metric()) }).toArray(double[][]::new));
	}

	private static List<Cell> chosen(RunScores run, Part part) {
		return run.cells().stream().filter((cell) -> part == Part.ALL || cell.first() == (part == Part.FIRST)).toList();
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
