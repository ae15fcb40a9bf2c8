package io.mtdnn.model.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mtdnn.model.TrainableModel.MicroBatch;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.model.torch.runtime.Workspace;

/**
 * The devices that train a model together. The first one has the gradients and the
 * optimiser's state; the others have copies of the weights.
 */
final class TrainingDevices implements AutoCloseable {

	private final TorchRuntime runtime;

	private final Network network;

	private final Map<String, LearningSegment> segments;

	private final TrainingDevice first;

	private final List<TrainingDevice> others = new ArrayList<>();

	/**
	 * The devices of a lease.
	 * @param manager owner of the first device's memory, closed with this
	 * @param segments the model's gradients and optimiser state by segment
	 */
	TrainingDevices(DevicePool.Lease lease, NDManager manager, Network network, TrainableModelSettings settings,
			Map<String, LearningSegment> segments) {
		this.runtime = lease.runtime();
		this.network = network;
		this.segments = segments;
		this.first = new TrainingDevice(this.runtime, manager, network, settings);
		try {
			lease.others().forEach((other) -> {
				this.others.add(TrainingDevice.open(other, network, settings));
				network.memories().forEach(this.others.get(this.others.size() - 1)::copy);
			});
		}
		catch (RuntimeException | Error ex) {
			this.others.forEach(TrainingDevice::close);
			throw ex;
		}
	}

	/**
	 * Adds the gradients of micro-batches to the model's, in their order.
	 * @return the mean loss of each, which the devices may still be computing; the caller
	 * closes them
	 */
	List<NDArray> accumulate(List<MicroBatch> parts, Products products) {
		List<NDArray> losses = new ArrayList<>();
		int round = 1 + this.others.size();
		for (int from = 0; from < parts.size(); from += round) {
			List<MicroBatch> now = parts.subList(from, Math.min(parts.size(), from + round));
			List<CompletableFuture<NDArray>> running = start(now, products);
			try {
				losses.add(this.first.compute(now.get(0), products, this::gradients));
			}
			finally {
				// No device computes any more when memory is freed after a failure.
				running.forEach((part) -> part.handle((loss, failure) -> loss).join());
			}
			this.first.addTo(this.segments, this.runtime);
			for (int i = 1; i < now.size(); i++) {
				losses.add(TorchRuntime.result(running.get(i - 1)));
				this.others.get(i - 1).addTo(this.segments, this.runtime);
			}
		}
		return losses;
	}

	/** Starts all micro-batches but the first, each on a device of its own. */
	private List<CompletableFuture<NDArray>> start(List<MicroBatch> now, Products products) {
		List<CompletableFuture<NDArray>> running = new ArrayList<>();
		for (int i = 1; i < now.size(); i++) {
			running.add(this.others.get(i - 1).start(now.get(i), products));
		}
		return running;
	}

	/**
	 * Where the first device adds gradients: those of the step's first micro-batch can go
	 * to the model's own, which are zero, and others are computed apart, as on another
	 * device.
	 */
	private List<NDArray> gradients(SegmentMemory weights) {
		LearningSegment segment = Objects.requireNonNull(this.segments.get(weights.segment().name()));
		return segment.touched() ? this.first.apart(weights) : segment.gradientsToFill();
	}

	/** Copies new weights of the first device to the others. */
	void copy(SegmentMemory weights) {
		this.others.forEach((device) -> device.copy(weights));
	}

	/** Copies all weights of the first device to the others. */
	void copyAll() {
		this.others.forEach((device) -> this.network.memories().forEach(device::copy));
	}

	/** Memory of the first device for the values of a pass. */
	Workspace workspace() {
		return this.first.workspace();
	}

	@Override
	public void close() {
		this.others.forEach(TrainingDevice::close);
		this.first.close();
	}

}
