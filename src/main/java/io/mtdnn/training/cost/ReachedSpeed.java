package io.mtdnn.training.cost;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

import io.mtdnn.model.Precision;

/**
 * Remembers the speed of recent runs in this process, as an estimate for the next one.
 */
public final class ReachedSpeed {

	private final Map<Kind, Double> operationsPerSecond = new ConcurrentHashMap<>();

	public void reached(Precision precision, int hiddenSize, double speed) {
		this.operationsPerSecond.put(new Kind(precision, hiddenSize), speed);
	}

	public OptionalDouble of(Precision precision, int hiddenSize) {
		Double speed = this.operationsPerSecond.get(new Kind(precision, hiddenSize));
		return (speed != null) ? OptionalDouble.of(speed) : OptionalDouble.empty();
	}

	/** A kind of run with similar speed. Wider matrix products are faster. */
	private record Kind(Precision precision, int hiddenSize) {

	}

}
