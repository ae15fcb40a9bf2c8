package io.mtdnn.model.torch;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.model.torch.runtime.TorchRuntime;

/**
 * Deals the devices out to the models that are trained: each gets the one that trains the
 * fewest.
 */
public final class DevicePool {

	private final List<TorchRuntime> runtimes;

	private final int[] training;

	/**
	 * @param runtimes one per device; the first one answers
	 */
	public DevicePool(List<TorchRuntime> runtimes) {
		this.runtimes = List.copyOf(runtimes);
		this.training = new int[runtimes.size()];
	}

	public TorchRuntime answering() {
		return this.runtimes.get(0);
	}

	synchronized Lease lease() {
		int least = IntStream.range(0, this.training.length)
			.reduce(0, (a, b) -> (this.training[b] < this.training[a]) ? b : a);
		this.training[least]++;
		return new Lease(least);
	}

	/** Number of models that are trained on the device at that place. */
	synchronized int training(int index) {
		return this.training[index];
	}

	private synchronized void giveBack(int index) {
		this.training[index]--;
	}

	/** A device that a model is trained on, until it is closed. */
	final class Lease implements AutoCloseable {

		private final int index;

		private boolean closed;

		private Lease(int index) {
			this.index = index;
		}

		TorchRuntime runtime() {
			return DevicePool.this.runtimes.get(this.index);
		}

		@Override
		public void close() {
			if (!this.closed) {
				this.closed = true;
				giveBack(this.index);
			}
		}

	}

}
