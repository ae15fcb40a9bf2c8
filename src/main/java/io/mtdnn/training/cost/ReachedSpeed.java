package io.mtdnn.training.cost;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

import io.mtdnn.model.Precision;

/**
 * What runs of this process have reached lately, as the best guess of what the next one
 * will reach.
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

	/** Runs that are alike: wider products are faster. */
	private record Kind(Precision precision, int hiddenSize) {

	}

}
