package io.mtdnn.model.torch.runtime;

import java.util.function.LongSupplier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpeedTrial;

/**
 * Measures the time of matrix products with the shape of BERT-base's feed-forward layer
 * for 512 tokens.
 */
public final class TorchSpeedTrial implements SpeedTrial {

	private static final int ROWS = 512;

	private static final int INPUTS = 768;

	private static final int OUTPUTS = 3072;

	private static final int PRODUCTS = 8;

	private static final double NANOS = 1e9;

	private final TorchRuntime runtime;

	private final LongSupplier nanoTime;

	public TorchSpeedTrial(TorchRuntime runtime, LongSupplier nanoTime) {
		this.runtime = runtime;
		this.nanoTime = nanoTime;
	}

	@Override
	public double operationsPerSecond(Precision precision) {
		long products = this.runtime.products(precision).ordinal();
		try (NDManager manager = this.runtime.newManager()) {
			NDArray rows = manager.ones(new Shape(ROWS, INPUTS));
			NDArray weight = manager.ones(new Shape(OUTPUTS, INPUTS));
			NDArray bias = manager.ones(new Shape(OUTPUTS));
			multiply(rows, weight, bias, products);
			read(rows);
			long start = this.nanoTime.getAsLong();
			for (int i = 0; i < PRODUCTS; i++) {
				multiply(rows, weight, bias, products);
			}
			read(rows);
			double seconds = (this.nanoTime.getAsLong() - start) / NANOS;
			return 2.0 * ROWS * INPUTS * OUTPUTS * PRODUCTS / seconds;
		}
	}

	/** Waits for the device, because a GPU computes asynchronously. */
	private static void read(NDArray values) {
		try (NDArray first = values.get(0, 0)) {
			first.getFloat();
		}
	}

	private void multiply(NDArray rows, NDArray weight, NDArray bias, long products) {
		this.runtime.call("linear").with(rows).with(weight).with(bias).with(products).run();
	}

}
