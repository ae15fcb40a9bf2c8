package io.mtdnn.model.torch;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.model.torch.runtime.TorchRuntime;

/**
 * Assigns devices to models in training: each gets the device that trains the fewest.
 */
public final class DevicePool {

	private final List<TorchRuntime> runtimes;

	private final int[] training;

	/**
	 * @param runtimes one per device; the first one also serves inference
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

	/** Number of models in training on the device at an index. */
	synchronized int training(int index) {
		return this.training[index];
	}

	private synchronized void giveBack(int index) {
		this.training[index]--;
	}

	/** The use of a device by a model in training, until closed. */
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
