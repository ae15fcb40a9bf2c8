package io.mtdnn.plan.resolution;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AffinityIntervalTests {

	/**
	 * 100 x tasks x examples / 3 / batch, 2 x tasks x tasks, and 100, computed by hand.
	 */
	@ParameterizedTest
	@CsvSource({ "1, 8, 16, 100", "6, 8, 16, 100", "7, 8, 16, 117", "8, 8, 16, 134", "9, 8, 16, 162", "20, 8, 16, 800",
			"4, 8, 4, 267", "4, 32, 16, 267", "2, 8, 4096, 100" })
	void theIntervalDependsOnTasksExamplesAndBatchSize(int tasks, int examples, int batch, int steps) {
		assertThat(AffinityInterval.steps(tasks, examples, batch)).isEqualTo(steps);
	}

	/**
	 * In units of a forward pass over one item: a measurement costs 4 for each example, a
	 * step 3 for each item.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 4, 7, 8, 9, 12, 20, 50, 100, 1000 })
	void measuringCostsLessThanATwentiethOfThePasses(int tasks) {
		for (int examples : new int[] { 1, 8, 100, 512 }) {
			for (int batch : new int[] { 1, 3, 16, 256, 4096 }) {
				double measured = 4.0 * tasks * examples;
				double trained = 3.0 * batch * AffinityInterval.steps(tasks, examples, batch);
				assertThat(measured / trained).isLessThanOrEqualTo(0.04);
			}
		}
	}

	/** A pair costs one product of gradients; a step so many that a quarter is little. */
	@Test
	void productsOfGradientsPerStepDoNotGrowWithTheTasks() {
		for (int tasks = 1; tasks <= 1000; tasks++) {
			double products = tasks * (tasks + 1) / 2.0;
			assertThat(products / AffinityInterval.steps(tasks, 8, 16)).isLessThan(0.4);
		}
	}

}
