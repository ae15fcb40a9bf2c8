package io.mtdnn.experiments.adaptive;

import java.util.List;

import io.mtdnn.experiments.analysis.Analyses;
import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.analysis.ScoreKind;
import io.mtdnn.experiments.analysis.SearchReport;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.scores.RunScores.Cell;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.PlannedRun;
import io.mtdnn.experiments.study.Studies;
import io.mtdnn.experiments.study.Study;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MoreMixturesTests {

	private static final String SEARCH = """
			"search": {"kind": "gaussian-process", "count": 9, "seed": 4, "initial": 4}, "seeds": [0, 1], "parallel": %d""";

	@Test
	void mixturesAreAddedUntilThereAreEnough() {
		Study study = MadeUpRuns.study(SEARCH.formatted(4));
		assertThat(study.combinations()).hasSize(4);
		assertThat(study.later()).isEqualTo(5);
		for (int mixtures : new int[] { 6, 8, 9 }) {
			Study more = more(study);
			assertThat(more.combinations()).hasSize(mixtures);
			assertThat(more.combinations().subList(0, study.combinations().size())).isEqualTo(study.combinations());
			assertThat(more.runs()).extracting(PlannedRun::key)
				.containsAll(study.runs().stream().map(PlannedRun::key).toList())
				.doesNotHaveDuplicates();
			study = more;
		}
		assertThat(MoreMixtures.of(study, MadeUpRuns.runs(study, MoreMixturesTests::score))).isEmpty();
	}

	@Test
	void theNextMixturesFollowFromTheStoredDefinitionAndScores() {
		Study study = MadeUpRuns.study(SEARCH.formatted(2));
		Study more = more(study);
		Study read = Studies.of(MadeUpRuns.JSON.readValue(MadeUpRuns.JSON.writeValueAsString(more.definition()),
				ExperimentRequest.class));
		assertThat(read).isEqualTo(more);
		assertThat(more(read)).isEqualTo(more(more(study)));
	}

	@Test
	void failedRunsAreLeftOutAndAFailedBatchEndsTheSearch() {
		Study study = MadeUpRuns.study(SEARCH.formatted(2));
		Arm first = study.combinations().get(0);
		Arm last = study.combinations().get(3);
		assertThat(MoreMixtures.of(study, MadeUpRuns.runs(study, (arm, seed) -> arm.equals(first) ? Double.NaN : 60)))
			.isPresent();
		assertThat(MoreMixtures.of(study, MadeUpRuns.runs(study, (arm, seed) -> arm.equals(last) ? Double.NaN : 60)))
			.isEmpty();
		assertThat(MoreMixtures.of(study, MadeUpRuns.runs(study, (arm, seed) -> arm.equals(last) ? 60 : Double.NaN)))
			.isEmpty();
	}

	@Test
	void theResultSaysThatItIsNoTest() {
		Study study = more(MadeUpRuns.study(SEARCH.formatted(2)));
		List<ArmRuns> runs = MadeUpRuns.runs(study, MoreMixturesTests::score);
		SearchReport report = SearchReports.of(study, runs);
		assertThat(report.mixtures()).hasSize(5)
			.isSortedAccordingTo((a, b) -> Double.compare(b.mean(), a.mean()))
			.allMatch((mixture) -> mixture.low() <= mixture.mean() && mixture.mean() <= mixture.high());
		assertThat(report.left()).isEqualTo(4);
		assertThat(report.best()).isEqualTo(report.mixtures().get(0).label());
		assertThat(report.sentence()).startsWith("A Gaussian process over the weights chose 1 of 5 mixtures");
		Analysis analysis = Analyses.searched(runs, ScoreKind.THRESHOLD_0, report);
		assertThat(analysis.best().label()).isEqualTo(report.best());
		assertThat(analysis.sentence()).startsWith("'" + report.best() + "' is the arm that the search expects most of")
			.contains("no difference is tested")
			.contains("confirm the best arm in a second experiment")
			.doesNotContain("more than chance");
		assertThat(analysis.arms()).filteredOn((arm) -> arm.mainDifference() != null)
			.isNotEmpty()
			.allMatch((arm) -> arm.mainDifference().pValue() == null && arm.mainDifference().adjusted() == null
					&& arm.mainDifference().mark().isEmpty());
	}

	@Test
	void theReportNamesOneHalfOnlyIfThereAreHalves() {
		Study study = MadeUpRuns.study(SEARCH.formatted(2));
		List<ArmRuns> whole = MadeUpRuns.runs(study, MoreMixturesTests::score);
		List<ArmRuns> halves = whole.stream()
			.map((arm) -> new ArmRuns(arm.arm(), arm.seeds(),
					arm.scores().stream().map(MoreMixturesTests::withQuestions).toList(), arm.planned()))
			.toList();
		assertThat(SearchReports.of(study, whole).sentence()).contains("before, on the development set;");
		assertThat(SearchReports.of(study, halves).sentence()).contains("before, on one half of the development set;");
	}

	/** The same run with two questions, one in each half. */
	private static RunScores withQuestions(RunScores run) {
		double points = run.percent(run.metric());
		return new RunScores(run.modelId(), run.dataset(), run.metric(), run.metrics(),
				List.of(new Cell("article", true, 1, points, points, points, points),
						new Cell("article", false, 1, points, points, points, points)));
	}

	@Test
	void theBaselineIsBestIfNoMixtureIsExpectedToBeBetter() {
		Study study = MadeUpRuns.study(SEARCH.formatted(2));
		List<ArmRuns> runs = MadeUpRuns.runs(study, (arm, seed) -> arm.baseline() ? 90 + seed : score(arm, seed));
		SearchReport report = SearchReports.of(study, runs);
		assertThat(report.best()).isEqualTo("baseline");
		assertThat(Analyses.searched(runs, ScoreKind.THRESHOLD_0, report).sentence())
			.startsWith("No arm is expected to score above the baseline; ");
	}

	private static Study more(Study study) {
		return MoreMixtures.of(study, MadeUpRuns.runs(study, MoreMixturesTests::score)).orElseThrow();
	}

	/** The best weight of the leading task is 0.7. */
	private static double score(Arm arm, long seed) {
		double weight = arm.leadingWeight();
		return 70 - 10 * (weight - 0.7) * (weight - 0.7) + 0.1 * seed - (arm.baseline() ? 5 : 0);
	}

}
