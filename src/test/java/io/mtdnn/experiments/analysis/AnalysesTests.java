package io.mtdnn.experiments.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.mtdnn.evaluation.statistics.Difference;
import io.mtdnn.experiments.output.StudyTable;
import io.mtdnn.experiments.output.TableFormats;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.scores.RunScores.Cell;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.plan.TrainingRequests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AnalysesTests {

	private final ArmRuns baseline = arm("qa alone", true, 60, 61, 62);

	private final ArmRuns better = arm("qa_and swag", false, 70, 71, 72);

	private final ArmRuns equal = arm("qa and cola", false, 60, 62, 61);

	@Test
	void differencesAreTestedAndCorrectedForMultipleComparisons() {
		Analysis analysis = Analyses.of(List.of(this.baseline, this.better, this.equal), ScoreKind.THRESHOLD_0);
		assertThat(analysis.finished()).isEqualTo(9);
		assertThat(analysis.alwaysEmpty()).isEqualTo(50);
		Analysis.ArmAnalysis arm = analysis.arms().get(1);
		assertThat(arm.main().mean()).isCloseTo(71, within(1e-9));
		assertThat(arm.main().standardDeviation()).isCloseTo(1, within(1e-9));
		assertThat(arm.mainDifference().estimate()).isCloseTo(10, within(1e-9));
		assertThat(arm.mainDifference().mark()).isEqualTo("**");
		assertThat(arm.mainDifference().adjusted()).isCloseTo(2 * arm.mainDifference().pValue(), within(1e-12));
		assertThat(arm.bestOfN()).hasSize(3).last().isEqualTo(72.0);
		assertThat(analysis.arms().get(2).mainDifference().mark()).isEmpty();
		assertThat(analysis.arms().get(0).mainDifference()).isNull();
	}

	@Test
	void theBestIsChosenOnOneHalfAndReportedOnTheOther() {
		Analysis analysis = Analyses.of(List.of(this.baseline, this.better), ScoreKind.THRESHOLD_0);
		assertThat(analysis.best().label()).isEqualTo("qa_and swag");
		assertThat(analysis.best().second()).isCloseTo(71, within(1e-9));
		assertThat(analysis.best().difference().estimate()).isCloseTo(10, within(1e-9));
		assertThat(analysis.sentence())
			.startsWith("'qa_and swag' is best: 10.00 F1 above the baseline with threshold 0")
			.contains(", 3 seeds), which is more than chance.")
			.contains(
					"was chosen on one half of the development set; on the other half it scores 71.00 F1, +10.00 to the baseline (95 % interval ");
		assertThat(analysis.power()).startsWith("3 seeds show a difference of ");
	}

	@Test
	void noDifferenceIsClaimedWithoutEvidence() {
		Analysis analysis = Analyses.of(List.of(this.baseline, arm("x", false, 60, 62.5, 61)), ScoreKind.TUNED);
		assertThat(analysis.sentence()).startsWith(
				"No arm differs from the baseline by more than chance with thresholds tuned on the other half: 'x', the best of them, differs by +0.17 F1 (95 % interval -");
	}

	@Test
	void unfinishedArmsAreListedWithoutScores() {
		Analysis nothing = Analyses.of(List.of(arm("qa alone", true)), ScoreKind.THRESHOLD_0);
		assertThat(nothing.sentence()).isEqualTo("No run has finished.");
		assertThat(nothing.arms().get(0).main()).isNull();
		Analysis one = Analyses.of(List.of(this.baseline, arm("later", false)), ScoreKind.THRESHOLD_0);
		assertThat(one.sentence()).isEqualTo("Too few arms have finished for a comparison.");
		assertThat(one.arms().get(1).planned()).isEqualTo(3);
	}

	@Test
	void armsOfOneSeedAreComparedOnlyOverArticles() {
		Analysis analysis = Analyses.of(List.of(arm("qa alone", true, 60), arm("b", false, 70)), ScoreKind.THRESHOLD_0);
		assertThat(analysis.arms().get(1).mainDifference().withoutSeeds()).isTrue();
		assertThat(analysis.sentence()).contains("Other seeds were not considered.");
		assertThat(analysis.power()).isNull();
	}

	@Test
	void runsThatAreAllAlikeDoNotShowHowManySeedsAreNeeded() {
		Analysis analysis = Analyses.of(List.of(arm("qa alone", true, 50, 50, 50), arm("qa again", false, 50, 50, 50)),
				ScoreKind.THRESHOLD_0);
		assertThat(analysis.sentence()).startsWith("No arm differs from the baseline by more than chance")
			.contains("All runs are alike, so they do not show how many seeds a difference needs.")
			.doesNotContain("seeds would show");
		assertThat(analysis.power()).isNull();
	}

	@Test
	void tablesHaveTheSameNumbersInEveryFormat() {
		Analysis analysis = Analyses.of(List.of(this.baseline, this.better), ScoreKind.THRESHOLD_0);
		StudyTable table = StudyTable.of("50% & more", analysis, List.of(this.baseline.arm(), this.better.arm()),
				false);
		assertThat(TableFormats.csv(table).split("\r\n")).hasSize(4)
			.anySatisfy((line) -> assertThat(line).startsWith("\"qa_and swag\",3,3,71.0,1.0"));
		assertThat(TableFormats.markdown(table)).contains("| qa alone (baseline) | 3 | 61.00 ± 1.00 | 61.00 ± 1.00 |")
			.contains("| qa\\_and swag | 3 | 71.00 ± 1.00 | 71.00 ± 1.00 | +10.00\\*\\* |")
			.contains("| always empty |  | 50.00 | 50.00 |");
		assertThat(TableFormats.latex(table)).contains("\\toprule")
			.contains("qa\\_and swag & 3 & 71.00 $\\pm$ 1.00")
			.contains("50\\% \\& more")
			.contains("`qa\\_and swag' is best")
			.startsWith("% needs \\usepackage{booktabs,graphicx}\n\\begin{table}\n");
		assertWellFormed(TableFormats.latex(table));
	}

	/**
	 * Groups and environments are balanced, and all rows have as many cells as columns.
	 */
	private static void assertWellFormed(String latex) {
		String plain = latex.replaceAll("(?m)^%.*$", "").replaceAll("\\\\[&%$#_{}]", "x");
		int depth = 0;
		for (char c : plain.toCharArray()) {
			depth += (c == '{') ? 1 : (c == '}') ? -1 : 0;
			assertThat(depth).isNotNegative();
		}
		assertThat(depth).isZero();
		assertThat(plain.chars().filter((c) -> c == '$').count() % 2).isZero();
		assertThat(plain.split("\\\\begin\\{").length).isEqualTo(plain.split("\\\\end\\{").length).isEqualTo(3);
		int columns = plain.replaceAll("(?s).*begin\\{tabular\\}\\{(\\w+)\\}.*", "$1").length();
		assertThat(plain.lines().filter((line) -> line.endsWith("\\\\"))).hasSize(4)
			.allMatch((line) -> line.chars().filter((c) -> c == '&').count() == columns - 1);
	}

	@Test
	void thePapersValuesAreShownBesideItsMixtures() {
		Arm arm = new Arm("QA", null, true, List.of(),
				TrainingRequests.parse("{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"squad-v2\"}]}"));
		Analysis analysis = Analyses.of(List.of(new ArmRuns(arm, List.of(), List.of(), 3)), ScoreKind.THRESHOLD_0);
		StudyTable table = StudyTable.of("t", analysis, List.of(arm), true);
		assertThat(table.rows().get(0).paperF1()).isEqualTo(76.18);
		assertThat(TableFormats.markdown(table)).contains("73.54 / 76.18");
	}

	@Test
	void discardedArmsCountInTheSeedsThatWouldShowADifference() {
		ArmRuns arm = arm("x", false, 62, 66, 64);
		List<ArmRuns> searched = new ArrayList<>(List.of(this.baseline, arm));
		IntStream.range(0, 8)
			.forEach((i) -> searched
				.add(new ArmRuns(arm("discarded " + i, false).arm(), List.of(), List.of(), 3, true)));
		assertThat(seedsNeeded(searched)).isGreaterThan(seedsNeeded(List.of(this.baseline, arm)));
	}

	private static int seedsNeeded(List<ArmRuns> arms) {
		String sentence = Analyses.of(arms, ScoreKind.THRESHOLD_0).sentence();
		assertThat(sentence).contains(" seeds would show a difference of that size");
		return Integer
			.parseInt(sentence.replaceAll("(?s).* (\\d+) seeds would show a difference of that size.*", "$1"));
	}

	@Test
	void aLabelInBracketsIsNoOptionOfLatex() {
		ArmRuns bracket = arm("[QA]", false, 70, 71, 72);
		Analysis analysis = Analyses.of(List.of(this.baseline, bracket), ScoreKind.THRESHOLD_0);
		assertThat(TableFormats.latex(StudyTable.of("t", analysis, List.of(this.baseline.arm(), bracket.arm()), false)))
			.contains("\n{}[QA] & 3 &");
	}

	@Test
	void bothHalvesOfAnArticleAreOneArticle() {
		Difference difference = Analyses.difference(halves(true, 0, 0, 0, 0), halves(false, 100, 100, 0, 0),
				ScoreKind.THRESHOLD_0);
		assertThat(difference.articles()).isEqualTo(2);
		assertThat(difference.estimate()).isEqualTo(50);
		// the variance of a mean of 100 and 0 is 2,500
		assertThat(difference.standardError()).isCloseTo(50, within(1e-9));
		assertThat(difference.degreesOfFreedom()).isEqualTo(1);
	}

	/** One run of two articles with one question in each half. */
	private static ArmRuns halves(boolean baseline, double... sums) {
		List<Cell> cells = IntStream.range(0, 4)
			.mapToObj((i) -> new Cell("article " + i / 2, i % 2 == 0, 1, sums[i], sums[i], sums[i], sums[i]))
			.toList();
		return new ArmRuns(new Arm("halves", null, baseline, List.of(), TrainingRequests.parse("{}")), List.of(0L), List
			.of(new RunScores("m", "qa", "f1", Map.of("qa", Map.of("f1", 1.0, "always_empty_f1", 50.0)), cells)), 1);
	}

	@Test
	void questionsOfOneHalfAloneAreAnalysed() {
		for (boolean first : new boolean[] { true, false }) {
			Analysis analysis = Analyses.of(
					List.of(oneHalf("qa alone", true, first, 0, 0), oneHalf("qa and swag", false, first, 100, 50)),
					ScoreKind.THRESHOLD_0);
			assertThat(analysis.best().label()).isEqualTo("qa and swag");
			assertThat(analysis.best().first()).isEqualTo(75);
			assertThat(analysis.best().second()).isNull();
			assertThat(analysis.sentence())
				.endsWith("'qa and swag' was chosen on the development set, so its score there is optimistic.");
		}
	}

	/** One run of articles with one question each, all in the same half. */
	private static ArmRuns oneHalf(String label, boolean baseline, boolean first, double... sums) {
		List<Cell> cells = IntStream.range(0, sums.length)
			.mapToObj((i) -> new Cell("article " + i, first, 1, sums[i], sums[i], sums[i], sums[i]))
			.toList();
		return new ArmRuns(new Arm(label, null, baseline, List.of(), TrainingRequests.parse("{}")), List.of(0L), List
			.of(new RunScores("m", "qa", "f1", Map.of("qa", Map.of("f1", 1.0, "always_empty_f1", 50.0)), cells)), 1);
	}

	@Test
	void armsThatAreEvaluatedOnOtherDatasetsAreNotCompared() {
		ArmRuns baseline = whole("cola alone", true, "cola", "matthews_correlation", 0.5, 0.52);
		ArmRuns same = whole("cola and sst2", false, "cola", "matthews_correlation", 0.3, 0.31);
		ArmRuns other = whole("sst2 alone", false, "sst2", "accuracy", 0.9, 0.91);
		Analysis analysis = Analyses.of(List.of(other, baseline, same), ScoreKind.THRESHOLD_0);
		assertThat(analysis.dataset()).isEqualTo("cola");
		assertThat(analysis.metric()).isEqualTo("matthews_correlation");
		assertThat(analysis.arms().get(0).main()).isNull();
		assertThat(analysis.arms().get(0).mainDifference()).isNull();
		assertThat(analysis.arms().get(2).mainDifference().estimate()).isCloseTo(-20.5, within(1e-9));
		assertThat(analysis.best().label()).isEqualTo("cola alone");
	}

	/** Runs without questions. */
	private static ArmRuns whole(String label, boolean baseline, String dataset, String metric, double... values) {
		List<RunScores> scores = Arrays.stream(values)
			.mapToObj((value) -> new RunScores("m", dataset, metric, Map.of(dataset, Map.of(metric, value)), List.of()))
			.toList();
		return new ArmRuns(new Arm(label, null, baseline, List.of(), TrainingRequests.parse("{}")),
				LongStream.range(0, values.length).boxed().toList(), scores, values.length);
	}

	/** Runs whose score is the same in each article, up to a little that differs. */
	private static ArmRuns arm(String label, boolean baseline, double... means) {
		List<RunScores> scores = new ArrayList<>();
		for (double mean : means) {
			List<Cell> cells = IntStream.range(0, 20).mapToObj((i) -> {
				double sum = 10 * (mean + ((i / 2 % 2 == 0) ? 0.1 : -0.1) * (label.length() % 3));
				return new Cell("article " + i / 2, i % 2 == 0, 10, sum, sum, sum, sum);
			}).toList();
			scores
				.add(new RunScores("m", "qa", "f1", Map.of("qa", Map.of("f1", mean, "always_empty_f1", 50.0)), cells));
		}
		Arm arm = new Arm(label, null, baseline, List.of(), TrainingRequests.parse("{}"));
		return new ArmRuns(arm, LongStream.range(0, means.length).boxed().toList(), scores, 3);
	}

}
