package io.mtdnn.experiments.adaptive;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

import io.mtdnn.experiments.analysis.Analyses;
import io.mtdnn.experiments.analysis.ScoreKind;
import io.mtdnn.experiments.analysis.SearchReport;
import io.mtdnn.experiments.analysis.SearchReport.TaskEstimate;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.PlannedRun;
import io.mtdnn.experiments.study.Study;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MorePullsTests {

	private static final String SEARCH = "\"search\": {\"kind\": \"thompson\", \"count\": %d, \"seed\": 3}, \"parallel\": %d";

	private static final String SWAG = "qa 0.6 + swag";

	private static final String COLA = "qa 0.6 + cola";

	@Test
	void armsAreTheLeadingTaskWithEachAuxiliaryTask() {
		Study study = MadeUpRuns.study(SEARCH.formatted(8, 2));
		assertThat(study.arms()).extracting(Arm::label).containsExactly("baseline", SWAG, COLA);
		assertThat(study.combinations()).extracting(Arm::auxiliary).containsExactly("swag", "cola");
		assertThat(study.combinations()).allMatch((arm) -> arm.leadingWeight() == 0.6);
		assertThat(study.runs()).hasSize(3).allMatch((run) -> run.seed() == 0);
		assertThat(study.later()).isEqualTo(6);
		assertThat(study.mostLater()).isEqualTo(12);
	}

	@Test
	void eachPullHasAFreshSeedThatTheBaselineHasToo() {
		Study study = MadeUpRuns.study(SEARCH.formatted(20, 3));
		Map<String, Set<Long>> seeds = searched(study, MorePullsTests::score);
		assertThat(seeds.get(SWAG).size() + seeds.get(COLA).size()).isEqualTo(20);
		assertThat(seeds.get("baseline")).containsAll(seeds.get(SWAG)).containsAll(seeds.get(COLA));
		assertThat(seeds.get("baseline")).hasSize(Math.max(seeds.get(SWAG).size(), seeds.get(COLA).size()));
		assertThat(seeds.get(COLA).size()).isGreaterThan(seeds.get(SWAG).size());
		assertThat(searched(study, MorePullsTests::score)).isEqualTo(seeds);
		assertThat(MorePulls.of(study, MadeUpRuns.runs(study, seeds, MorePullsTests::score), seeds)).isEmpty();
	}

	@Test
	void aTaskWhoseLatestRunFailedIsLeftOut() {
		Study study = MadeUpRuns.study(SEARCH.formatted(8, 3));
		Map<String, Set<Long>> seeds = first(study);
		ToDoubleBiFunction<Arm, Long> failing = (arm, seed) -> arm.label().equals(COLA) ? Double.NaN : score(arm, seed);
		assertThat(MorePulls.of(study, MadeUpRuns.runs(study, seeds, failing), seeds))
			.extracting(PlannedRun::arm, PlannedRun::seed)
			.containsExactly(pull("baseline", 1), pull(SWAG, 1), pull("baseline", 2), pull(SWAG, 2),
					pull("baseline", 3), pull(SWAG, 3));
		assertThat(MorePulls.of(study, MadeUpRuns.runs(study, seeds, (arm, seed) -> arm.baseline() ? Double.NaN : 50),
				seeds))
			.isEmpty();
	}

	@Test
	void noTaskIsPulledWithASeedWithWhichTheBaselineFailed() {
		Study study = MadeUpRuns.study(SEARCH.formatted(8, 3));
		Map<String, Set<Long>> seeds = first(study);
		seeds.get("baseline").add(1L);
		seeds.get(SWAG).add(1L);
		ToDoubleBiFunction<Arm, Long> failing = (arm, seed) -> (arm.baseline() && seed == 1) ? Double.NaN
				: score(arm, seed);
		assertThat(MorePulls.of(study, MadeUpRuns.runs(study, seeds, failing), seeds))
			.extracting(PlannedRun::arm, PlannedRun::seed)
			.containsExactly(pull("baseline", 2), pull(COLA, 2), pull("baseline", 3), pull(COLA, 3),
					pull("baseline", 4), pull(COLA, 4));
	}

	private static Tuple pull(String arm, long seed) {
		return Tuple.tuple(arm, seed);
	}

	@Test
	void theReportListsPullsAndProbabilities() {
		Study study = MadeUpRuns.study(SEARCH.formatted(20, 3));
		Map<String, Set<Long>> seeds = searched(study, MorePullsTests::score);
		SearchReport report = SearchReports.of(study, MadeUpRuns.runs(study, seeds, MorePullsTests::score));
		TaskEstimate best = report.tasks().get(0);
		assertThat(report.tasks()).extracting(TaskEstimate::task).containsExactly("cola", "swag");
		assertThat(best.pulls()).isEqualTo(seeds.get(COLA).size());
		assertThat(best.mean()).isBetween(0.8, 1.3);
		assertThat(best.best()).isGreaterThan(0.9);
		assertThat(best.low()).isLessThan(best.mean());
		assertThat(report.left()).isZero();
		assertThat(report.best()).isEqualTo(COLA);
		assertThat(report.sentence()).startsWith("Thompson sampling tried 2 auxiliary tasks with 20 runs")
			.contains("of the same seed on the development set; 'cola' has the largest expected gain");
		assertThat(
				Analyses.searched(MadeUpRuns.runs(study, seeds, MorePullsTests::score), ScoreKind.THRESHOLD_0, report)
					.sentence())
			.contains("seeds that are not among these");
	}

	/** Seeds differ by whole points, tasks by less. */
	private static double score(Arm arm, long seed) {
		boolean cola = arm.label().equals(COLA);
		double gain = cola ? 1.2 : 0;
		double chance = arm.baseline() ? 0 : 0.2 * ((seed * 7 + (cola ? 1 : 0)) % 3 - 1);
		return 60 + 3 * (seed % 4) + gain + chance;
	}

	private static Map<String, Set<Long>> first(Study study) {
		Map<String, Set<Long>> seeds = new LinkedHashMap<>();
		study.arms().forEach((arm) -> seeds.put(arm.label(), new LinkedHashSet<>(study.definition().seeds())));
		return seeds;
	}

	/** The seeds of each arm when the search has ended. */
	private static Map<String, Set<Long>> searched(Study study, ToDoubleBiFunction<Arm, Long> score) {
		Map<String, Set<Long>> seeds = first(study);
		List<PlannedRun> more;
		do {
			more = MorePulls.of(study, MadeUpRuns.runs(study, seeds, score), seeds);
			assertThat(more).allMatch((run) -> seeds.get(run.arm()).add(run.seed()));
		}
		while (!more.isEmpty());
		return seeds;
	}

}
