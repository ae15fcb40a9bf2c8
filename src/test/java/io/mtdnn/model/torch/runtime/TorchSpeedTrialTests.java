package io.mtdnn.model.torch.runtime;

import java.util.concurrent.atomic.AtomicLong;

import ai.djl.Device;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpeedTrial;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TorchSpeedTrialTests {

	/**
	 * 8 products of 2 * 512 * 768 * 3072 operations in 2 seconds of the test's clock.
	 */
	@Test
	void theOperationsOfRealProductsAreCounted() {
		AtomicLong clock = new AtomicLong();
		SpeedTrial trial = new TorchSpeedTrial(new TorchRuntime(1, Device.cpu(), ProductsMemory.none()),
				() -> clock.getAndAdd(2_000_000_000L));
		assertThat(trial.operationsPerSecond(Precision.FP32)).isCloseTo(9_663_676_416.0, within(1.0));
	}

}
