package io.mtdnn.training.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.mtdnn.plan.ExhaustionPolicy;
import io.mtdnn.training.schedule.BatchSchedule.Draw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BatchScheduleTests {

	@Test
	void anEpochEndsWhenTheLeadingBatchesAreUsedUp() {
		List<Draw> draws = play(schedule(new double[] { 0.5, 0.5 }, new int[] { 7, 3 }, 2, ExhaustionPolicy.CYCLE));
		for (int epoch = 1; epoch <= 2; epoch++) {
			int number = epoch;
			List<Draw> ofEpoch = draws.stream().filter((draw) -> draw.epoch() == number).toList();
			List<Draw> lead = ofEpoch.stream().filter((draw) -> draw.task() == 0).toList();
			assertThat(lead).extracting(Draw::batch).containsExactly(0, 1, 2, 3, 4, 5, 6);
			assertThat(lead).extracting(Draw::pass).containsOnly(epoch - 1);
			assertThat(ofEpoch.get(ofEpoch.size() - 1).endsEpoch()).isTrue();
			assertThat(ofEpoch.stream().filter(Draw::endsEpoch)).hasSize(1);
		}
	}

	@Test
	void tasksAreDrawnByWeight() {
		List<Draw> draws = play(
				schedule(new double[] { 0.8, 0.15, 0.05 }, new int[] { 40_000, 10, 10 }, 1, ExhaustionPolicy.CYCLE));
		double total = draws.size();
		assertThat(draws.stream().filter((draw) -> draw.task() == 0).count() / total).isCloseTo(0.8, within(0.005));
		assertThat(draws.stream().filter((draw) -> draw.task() == 1).count() / total).isCloseTo(0.15, within(0.005));
		assertThat(draws.stream().filter((draw) -> draw.task() == 2).count() / total).isCloseTo(0.05, within(0.005));
	}

	@Test
	void cyclingStartsAnotherPassAndContinuesAcrossEpochs() {
		List<Draw> draws = play(schedule(new double[] { 0.5, 0.5 }, new int[] { 50, 4 }, 2, ExhaustionPolicy.CYCLE));
		List<Draw> auxiliary = draws.stream().filter((draw) -> draw.task() == 1).toList();
		for (int i = 0; i < auxiliary.size(); i++) {
			assertThat(auxiliary.get(i).pass()).isEqualTo(i / 4);
			assertThat(auxiliary.get(i).batch()).isEqualTo(i % 4);
		}
		assertThat(auxiliary).hasSizeGreaterThan(50);
	}

	@Test
	void droppedTasksReturnInTheNextEpoch() {
		List<Draw> draws = play(schedule(new double[] { 0.4, 0.5, 0.1 }, new int[] { 60, 5, 500 }, 2,
				ExhaustionPolicy.DROP_AND_RENORMALISE));
		for (int epoch = 1; epoch <= 2; epoch++) {
			int number = epoch;
			List<Draw> dropped = draws.stream().filter((draw) -> draw.epoch() == number && draw.task() == 1).toList();
			assertThat(dropped).extracting(Draw::batch).containsExactly(0, 1, 2, 3, 4);
		}
		long other = draws.stream().filter((draw) -> draw.task() == 2).count();
		assertThat((double) other / draws.size()).isCloseTo(0.2, within(0.1));
	}

	@Test
	void withAllWeightOnTheLeadOnlyItsBatchesAreDrawn() {
		List<Draw> draws = play(schedule(new double[] { 1 }, new int[] { 9 }, 3, ExhaustionPolicy.CYCLE));
		assertThat(draws).hasSize(27).allMatch((draw) -> draw.task() == 0);
	}

	@Test
	void drawsAreDeterminedByTheSeed() {
		Set<List<Draw>> runs = new HashSet<>();
		for (long seed : new long[] { 1, 1, 2 }) {
			runs.add(play(new BatchSchedule(TaskMixture.fixed(0.5, 0.5), new int[] { 30, 30 }, 0, 1,
					ExhaustionPolicy.CYCLE, seed)));
		}
		assertThat(runs).hasSize(2);
	}

	@Test
	void drawsCountTheWholeRunByTask() {
		double[] weights = { 0.7, 0.3 };
		int[] batches = { 20, 5 };
		int[] draws = BatchSchedule.play(schedule(weights, batches, 2, ExhaustionPolicy.CYCLE)).draws();
		assertThat(draws[0]).as("the leading task's batches, twice").isEqualTo(40);
		List<Draw> played = play(schedule(weights, batches, 2, ExhaustionPolicy.CYCLE));
		assertThat(played).filteredOn((draw) -> draw.task() == 1).hasSize(draws[1]);
	}

	/** The paper's procedure draws what it drew before other samplings were added. */
	@ParameterizedTest
	@CsvSource({ "CYCLE, 1010, -1989035926", "DROP_AND_RENORMALISE, 941, 312576790" })
	void fixedWeightsDrawTheSameInEveryVersion(ExhaustionPolicy policy, int steps, int hash) {
		List<Draw> draws = play(schedule(new double[] { 0.8, 0.1, 0.1 }, new int[] { 400, 20, 70 }, 2, policy));
		assertThat(draws).hasSize(steps);
		int found = 0;
		for (Draw draw : draws) {
			found = 31 * found
					+ List.of(draw.step(), draw.epoch(), draw.task(), draw.pass(), draw.batch(), draw.endsEpoch())
						.hashCode();
		}
		assertThat(found).isEqualTo(hash);
	}

	private static BatchSchedule schedule(double[] weights, int[] batches, int epochs, ExhaustionPolicy policy) {
		return new BatchSchedule(TaskMixture.fixed(weights), batches, 0, epochs, policy, 42);
	}

	private static List<Draw> play(BatchSchedule schedule) {
		List<Draw> draws = new ArrayList<>();
		for (Draw draw = schedule.next(); draw != null; draw = schedule.next()) {
			draws.add(draw);
		}
		return draws;
	}

}
