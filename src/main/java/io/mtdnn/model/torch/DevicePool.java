package io.mtdnn.model.torch;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.model.Precision;
import io.mtdnn.model.torch.runtime.TorchRuntime;

/**
 * Assigns devices to models in training. Devices form groups of equal size in their
 * order; each model gets the group with the fewest models.
 */
public final class DevicePool {

	private final List<TorchRuntime> runtimes;

	private final int perJob;

	private final int[] training;

	/**
	 * @param runtimes the runtime of each listed device; the first one also serves
	 * inference
	 * @param perJob number of devices that train one model together; divides the number
	 * of devices
	 */
	public DevicePool(List<TorchRuntime> runtimes, int perJob) {
		this.runtimes = List.copyOf(runtimes);
		this.perJob = perJob;
		this.training = new int[runtimes.size() / perJob];
	}

	public TorchRuntime answering() {
		return this.runtimes.get(0);
	}

	/**
	 * The precision of answers that is faster on all devices: a model is evaluated on the
	 * device that trains it, and answers on the first one.
	 */
	public Precision fasterPrecision() {
		return this.runtimes.stream().allMatch(TorchRuntime::prefersBf16) ? Precision.BF16 : Precision.FP32;
	}

	/**
	 * Rejects a precision that a device does not support.
	 * @throws io.mtdnn.model.UnsupportedPrecisionException naming the reason
	 */
	public void require(Precision precision) {
		this.runtimes.forEach((runtime) -> runtime.require(precision));
	}

	synchronized Lease lease() {
		int least = IntStream.range(0, this.training.length)
			.reduce(0, (a, b) -> (this.training[b] < this.training[a]) ? b : a);
		this.training[least]++;
		return new Lease(least);
	}

	/** Number of models in training on the device with an index. */
	synchronized int training(int index) {
		return this.training[index / this.perJob];
	}

	/**
	 * Number of models in training on the devices with these indices; a model that uses
	 * several of them counts once.
	 */
	synchronized int training(IntStream indices) {
		return indices.map((index) -> index / this.perJob).distinct().map((group) -> this.training[group]).sum();
	}

	private synchronized void giveBack(int group) {
		this.training[group]--;
	}

	/** The use of a group of devices by a model in training, until closed. */
	final class Lease implements AutoCloseable {

		private final int group;

		private boolean closed;

		private Lease(int group) {
			this.group = group;
		}

		/** The first device, which has the model's gradients and optimiser state. */
		TorchRuntime runtime() {
			return group().get(0);
		}

		/** The devices that share the work of the first one. */
		List<TorchRuntime> others() {
			return group().subList(1, DevicePool.this.perJob);
		}

		private List<TorchRuntime> group() {
			int from = this.group * DevicePool.this.perJob;
			return DevicePool.this.runtimes.subList(from, from + DevicePool.this.perJob);
		}

		@Override
		public void close() {
			if (!this.closed) {
				this.closed = true;
				giveBack(this.group);
			}
		}

	}

}
