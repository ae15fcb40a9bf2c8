package io.mtdnn.model.torch;

import java.util.List;

import ai.djl.Device;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mtdnn.model.torch.runtime.ProductsMemory;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.observability.MeterNames;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The engine of a device starts with its first model, so the pool can be tested with GPUs
 * that do not exist.
 */
class DevicePoolTests {

	private final TorchRuntime first = new TorchRuntime(1, Device.gpu(0), ProductsMemory.none());

	private final TorchRuntime second = new TorchRuntime(1, Device.gpu(1), ProductsMemory.none());

	private final DevicePool pool = new DevicePool(List.of(this.first, this.second), 1);

	@Test
	void eachModelIsTrainedOnTheLeastUsedDevice() {
		DevicePool.Lease one = this.pool.lease();
		DevicePool.Lease two = this.pool.lease();
		assertThat(one.runtime()).isSameAs(this.first);
		assertThat(two.runtime()).isSameAs(this.second);
		assertThat(this.pool.lease().runtime()).isSameAs(this.first);
		two.close();
		assertThat(this.pool.lease().runtime()).isSameAs(this.second);
	}

	@Test
	void aDeviceIsReturnedOnlyOnce() {
		DevicePool.Lease one = this.pool.lease();
		this.pool.lease();
		this.pool.lease();
		one.close();
		one.close();
		assertThat(this.pool.lease().runtime()).isSameAs(this.first);
		assertThat(this.pool.lease().runtime()).isSameAs(this.second);
	}

	@Test
	void aMeterCountsTheJobsOfEachDevice() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		DevicePool twice = new DevicePool(List.of(this.first, this.second, this.first), 1);
		new DeviceMeters(twice, List.of("gpu0", "gpu1", "gpu0")).bindTo(registry);
		twice.lease();
		DevicePool.Lease second = twice.lease();
		twice.lease();
		assertThat(jobs(registry, "gpu0")).isEqualTo(2);
		assertThat(jobs(registry, "gpu1")).isEqualTo(1);
		second.close();
		assertThat(jobs(registry, "gpu1")).isZero();
	}

	@Test
	void aMeterCountsAJobOnceThatUsesADeviceTwice() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		DevicePool pairs = new DevicePool(List.of(this.first, this.first, this.second, this.first), 2);
		new DeviceMeters(pairs, List.of("gpu0", "gpu0", "gpu1", "gpu0")).bindTo(registry);
		pairs.lease();
		assertThat(jobs(registry, "gpu0")).isEqualTo(1);
		pairs.lease();
		assertThat(jobs(registry, "gpu0")).isEqualTo(2);
		assertThat(jobs(registry, "gpu1")).isEqualTo(1);
	}

	private static double jobs(SimpleMeterRegistry registry, String device) {
		return registry.get(MeterNames.DEVICE_JOBS).tag(MeterNames.DEVICE, device).gauge().value();
	}

	@Test
	void aModelMayUseAGroupOfDevices() {
		DevicePool pairs = new DevicePool(List.of(this.first, this.second, this.second, this.first), 2);
		DevicePool.Lease one = pairs.lease();
		DevicePool.Lease two = pairs.lease();
		assertThat(one.runtime()).isSameAs(this.first);
		assertThat(one.others()).containsExactly(this.second);
		assertThat(two.runtime()).isSameAs(this.second);
		assertThat(two.others()).containsExactly(this.first);
		two.close();
		assertThat(pairs.training(1)).isEqualTo(1);
		assertThat(pairs.training(2)).isZero();
	}

	@Test
	void theFirstDeviceIsUsedForInference() {
		this.pool.lease();
		assertThat(this.pool.answering()).isSameAs(this.first);
	}

}
