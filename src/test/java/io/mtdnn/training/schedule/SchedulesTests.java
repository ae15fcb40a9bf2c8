package io.mtdnn.training.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Plans;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.training.schedule.BatchSchedule.Draw;
import io.mtdnn.training.schedule.BatchSchedule.Mix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class SchedulesTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Task SQUAD = new Task("squad", HeadKind.SPAN, List.of());

	private static final Task COLA = new Task("cola", HeadKind.CLASSIFICATION, List.of("0", "1"));

	private static final Task RTE = new Task("rte", HeadKind.CLASSIFICATION, List.of("0", "1"));

	/** Of 1600, 400 and 100 examples; the roots are 40, 20 and 10. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"policy\": \"proportional\"} | 0.761905 | 0.190476 | 0.047619",
					"{\"policy\": \"proportional\", \"cap\": 400} | 0.444444 | 0.444444 | 0.111111",
					"{\"policy\": \"temperature\", \"exponent\": 0.5} | 0.571429 | 0.285714 | 0.142857",
					"{\"policy\": \"temperature\", \"exponent\": 0.5, \"cap\": 400} | 0.4 | 0.4 | 0.2",
					"{\"policy\": \"temperature\", \"exponent\": 0} | 0.333333 | 0.333333 | 0.333333" })
	void probabilitiesAreComputedFromTheSizes(String sampling, double squad, double cola, double rte) {
		Mix mix = BatchSchedule.play(Schedules.of(plan(sampling), data(1600, 400, 100)));
		assertThat(mix.shares()[0]).isCloseTo(squad, within(1e-6));
		assertThat(mix.shares()[1]).isCloseTo(cola, within(1e-6));
		assertThat(mix.shares()[2]).isCloseTo(rte, within(1e-6));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"policy\": \"fixed\"}", "{\"policy\": \"proportional\"}",
			"{\"policy\": \"temperature\", \"exponent\": 0.5}",
			"{\"policy\": \"annealed\", \"exponent\": 1, \"endExponent\": 0.2}", "{\"policy\": \"annealed-weights\"}" })
	void drawsMatchTheRequestedMixtureWithinThreeSigma(String sampling) {
		List<TaskData> data = data(16_000, 4_000, 1_000);
		assertThat(deviations(sampling, 42, data)).allSatisfy((sigmas) -> assertThat(sigmas).isBetween(-3.0, 3.0));
		List<Double> all = IntStream.rangeClosed(1, 20)
			.mapToObj((seed) -> deviations(sampling, seed, data))
			.flatMap(List::stream)
			.toList();
		assertThat(all).as("over 20 seeds, of which 1 in 370 may be outside")
			.filteredOn((sigmas) -> Math.abs(sigmas) > 3)
			.hasSizeLessThan(2);
		double spread = Math.sqrt(all.stream().mapToDouble((sigmas) -> sigmas * sigmas).average().orElseThrow());
		assertThat(spread).as("as random as independent draws").isBetween(0.7, 1.3);
	}

	/**
	 * By task how far its share of the draws is from the requested one, in standard
	 * deviations.
	 */
	private static List<Double> deviations(String sampling, long seed, List<TaskData> data) {
		Mix mix = BatchSchedule.play(Schedules.of(plan(sampling, seed), data));
		double steps = IntStream.of(mix.draws()).sum();
		assertThat(steps).isGreaterThan(9_000);
		return IntStream.range(0, 3).mapToObj((task) -> {
			double share = mix.shares()[task];
			return (mix.draws()[task] / steps - share) / Math.sqrt(share * (1 - share) / steps);
		}).toList();
	}

	/** As in the paper BERT and PALs: from the sizes to their power of 0.2. */
	@Test
	void annealedSamplingMovesFromProportionalToNearlyUniform() {
		TaskMixture mixture = TaskMixture.powers(new int[] { 1600, 100 }, Integer.MAX_VALUE, 1, 0.2);
		assertThat(mixture.weights(0)).containsExactly(new double[] { 16.0 / 17, 1.0 / 17 }, within(1e-12));
		double root = Math.pow(16, 0.6);
		assertThat(mixture.weights(0.5)).containsExactly(new double[] { root / (root + 1), 1 / (root + 1) },
				within(1e-12));
		double end = Math.pow(16, 0.2);
		assertThat(mixture.weights(1)).containsExactly(new double[] { end / (end + 1), 1 / (end + 1) }, within(1e-12));
	}

	@Test
	void weightsMoveLinearlyOverTheRun() {
		List<Draw> draws = new ArrayList<>();
		BatchSchedule schedule = Schedules.of(plan("{\"policy\": \"annealed-weights\"}"), data(16_000, 4_000, 1_000));
		for (Draw draw = schedule.next(); draw != null; draw = schedule.next()) {
			draws.add(draw);
		}
		assertThat(share(draws.subList(0, 500), 0)).isCloseTo(0.8, within(0.06));
		assertThat(share(draws.subList(draws.size() - 500, draws.size()), 0)).isCloseTo(0.2, within(0.06));
	}

	private static double share(List<Draw> draws, int task) {
		return (double) draws.stream().filter((draw) -> draw.task() == task).count() / draws.size();
	}

	@Test
	void aTaskThatWouldNeverBeDrawnIsReported() {
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(
					() -> Schedules.of(plan("{\"policy\": \"temperature\", \"exponent\": 10}"), data(1600, 400, 100)))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("sampling"))
			.withMessageContaining(
					"task 'rte' with 100 training examples would be drawn 7.3e-10 times in the whole run");
	}

	@Test
	void aRunThatWouldNeverEndIsReported() {
		assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(
				() -> Schedules.of(plan("{\"policy\": \"temperature\", \"exponent\": 10}"), data(100, 16_000, 16_000)))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("sampling"))
			.withMessageContaining("the leading task 'squad' is drawn so rarely");
		TrainingPlan rare = Plans
			.plan(Map.of("tasks", List.of(new PlannedTask("squad", 1e-9), new PlannedTask("cola", 1 - 1e-9))));
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> Schedules.of(rare, data(1600, 400, 100).subList(0, 2)))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("tasks"));
	}

	@Test
	void theTaskThatThePlanNamesLeads() {
		TrainingPlan plan = Plans.plan(Map.of("epochs", 1, "tasks",
				List.of(new PlannedTask("squad", 0.5), new PlannedTask("cola", 0.5, null, null, null, null, true))));
		Mix mix = BatchSchedule.play(Schedules.of(plan, data(1600, 400, 100).subList(0, 2)));
		assertThat(mix.draws()[1]).isEqualTo(100);
	}

	@Test
	void eachTaskHasItsOwnBatchSize() {
		List<TaskData> data = List.of(TaskData.of(COLA, 10, 25, items(25, new Label(0))));
		assertThat(data.get(0).batches()).isEqualTo(3);
	}

	private static TrainingPlan plan(String sampling) {
		return plan(sampling, 42);
	}

	private static TrainingPlan plan(String sampling, long seed) {
		boolean weights = sampling.contains("fixed") || sampling.contains("annealed-weights");
		boolean end = sampling.contains("annealed-weights");
		Map<String, Object> fields = new HashMap<>();
		fields.put("epochs", 2);
		fields.put("seed", seed);
		fields.put("sampling", JSON.readTree(sampling));
		fields.put("tasks",
				List.of(task("squad", weights ? 0.8 : null, end ? 0.2 : null),
						task("cola", weights ? 0.1 : null, end ? 0.6 : null),
						task("rte", weights ? 0.1 : null, end ? 0.2 : null)));
		return Plans.plan(fields);
	}

	private static PlannedTask task(String dataset, Double weight, Double endWeight) {
		return new PlannedTask(dataset, weight, endWeight, null, null, null, null);
	}

	/** Batches of four. */
	private static List<TaskData> data(int squad, int cola, int rte) {
		return List.of(TaskData.of(SQUAD, 4, squad, items(squad, new Span(0, 0))),
				TaskData.of(COLA, 4, cola, items(cola, new Label(0))),
				TaskData.of(RTE, 4, rte, items(rte, new Label(1))));
	}

	private static List<EncodedExample> items(int count, io.mtdnn.task.Target target) {
		return IntStream.range(0, count)
			.mapToObj((i) -> new EncodedExample(List.of(new TokenSequence(new int[] { i }, 1)), target))
			.toList();
	}

}
