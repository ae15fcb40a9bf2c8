package io.mtdnn.model.torch;

import java.util.List;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mtdnn.observability.MeterNames;

/** Gauges of the number of jobs in training on each device. */
public final class DeviceMeters implements MeterBinder {

	private final DevicePool pool;

	private final List<String> names;

	/**
	 * @param names names of the pool's devices, in its order; a device that trains two
	 * jobs at a time is listed twice
	 */
	public DeviceMeters(DevicePool pool, List<String> names) {
		this.pool = pool;
		this.names = names;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.names.stream()
			.distinct()
			.forEach((name) -> Gauge.builder(MeterNames.DEVICE_JOBS, this, (meters) -> meters.training(name))
				.tag(MeterNames.DEVICE, name)
				.register(registry));
	}

	private int training(String name) {
		return this.pool
			.training(IntStream.range(0, this.names.size()).filter((index) -> this.names.get(index).equals(name)));
	}

}
