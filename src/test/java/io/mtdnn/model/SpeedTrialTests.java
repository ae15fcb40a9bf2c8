package io.mtdnn.model;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SpeedTrialTests {

	/** Products of 2 * 512 * 768 * 3072 operations take 2 seconds by the clock, the fifth 1: others were at work. */
	@Test
	void countsTheOperationsOfTheFastestProduct() {
		AtomicInteger looks = new AtomicInteger();
		LongSupplier clock = () -> {
			int look = looks.getAndIncrement();
			return 1_000_000_000L * ((look >= 9) ? 2L * look - 1 : 2L * look);
		};
		SpeedTrial trial = new SpeedTrial(new TorchRuntime(1, Device.cpu(), ProductsMemory.none()), clock);
		assertThat(trial.operationsPerSecond(Precision.FP32)).isCloseTo(2_415_919_104.0, within(1.0));
	}

}
