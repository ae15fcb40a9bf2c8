package io.mtdnn.node.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mtdnn.node.heartbeat.NodeFacts.Device;
import io.mtdnn.observability.MeterNames;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Reads the facts of this node from its meters. */
@Component
class NodeMeters {

	private final MeterRegistry meters;

	private double answered;

	private @Nullable Instant last;

	NodeMeters(MeterRegistry meters) {
		this.meters = meters;
	}

	/** The current facts, with the rate of answers since the last call. */
	NodeFacts read(Instant now) {
		Double processors = gauge("system.cpu.count");
		Double memory = gauge(MeterNames.RESIDENT_MEMORY);
		Double models = gauge(MeterNames.MODELS_LOADED);
		return new NodeFacts(devices(), (processors != null) ? processors.intValue() : null, gauge("system.cpu.usage"),
				(memory != null) ? memory.longValue() : null, freeDisk(), (models != null) ? models.intValue() : 0,
				answersPerSecond(now), (long) counted(MeterNames.REJECTED));
	}

	private List<Device> devices() {
		return this.meters.find(MeterNames.DEVICE_JOBS)
			.gauges()
			.stream()
			.map((gauge) -> new Device(String.valueOf(gauge.getId().getTag(MeterNames.DEVICE)), (int) gauge.value()))
			.sorted(Comparator.comparing(Device::name))
			.toList();
	}

	private @Nullable Double gauge(String name) {
		Gauge found = this.meters.find(name).gauge();
		// Read only once: each reading of the processors' share covers the time since the
		// previous one.
		double value = (found != null) ? found.value() : Double.NaN;
		return Double.isFinite(value) ? (Double) value : null;
	}

	private @Nullable Long freeDisk() {
		DoubleStream free = this.meters.find(MeterNames.STORAGE_FREE).gauges().stream().mapToDouble(Gauge::value);
		double least = free.filter(Double::isFinite).min().orElse(Double.NaN);
		return Double.isNaN(least) ? null : (Long) (long) least;
	}

	private double answersPerSecond(Instant now) {
		double before = this.answered;
		Instant since = this.last;
		this.answered = counted(MeterNames.QUESTIONS);
		this.last = now;
		double seconds = (since != null) ? Duration.between(since, now).toMillis() / 1000.0 : 0;
		return (seconds > 0) ? (this.answered - before) / seconds : 0;
	}

	private double counted(String name) {
		return this.meters.find(name).counters().stream().mapToDouble(Counter::count).sum();
	}

}
