package io.mtdnn.model.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mtdnn.model.TrainableModel.MicroBatch;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.model.torch.runtime.Workspace;

/**
 * The devices that train a model together. The first one has the model's gradients and
 * optimiser state; the others have copies of the weights.
 */
final class TrainingDevices implements AutoCloseable {

	private final TorchRuntime runtime;

	private final Network network;

	private final Map<String, LearningSegment> segments;

	private final TrainingDevice first;

	private final List<TrainingDevice> others = new ArrayList<>();

	/**
	 * @param runtime the first device for this model
	 * @param others the devices that share its work
	 * @param manager owner of the first device's memory, closed with these devices
	 * @param segments the model's gradients and optimiser state by segment
	 */
	TrainingDevices(TorchRuntime runtime, List<TorchRuntime> others, NDManager manager, Network network,
			TrainableModelSettings settings, Map<String, LearningSegment> segments) {
		this.runtime = runtime;
		this.network = network;
		this.segments = segments;
		this.first = new TrainingDevice(this.runtime, manager, network, settings);
		try {
			others.forEach((other) -> {
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
	 * Computes micro-batches and adds their gradients to the model's in the order of the
	 * list.
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
				// After a failure, memory is freed, so no device may still be computing.
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

	/** Starts all micro-batches except the first, each on its own device. */
	private List<CompletableFuture<NDArray>> start(List<MicroBatch> now, Products products) {
		List<CompletableFuture<NDArray>> running = new ArrayList<>();
		for (int i = 1; i < now.size(); i++) {
			running.add(this.others.get(i - 1).start(now.get(i), products));
		}
		return running;
	}

	/**
	 * The memory to which the first device adds gradients. Those of a step's first
	 * micro-batch go directly to the model's, which are zero; others go to separate
	 * memory, as on the other devices, so that the order of summation is the same.
	 */
	private List<NDArray> gradients(SegmentMemory weights) {
		LearningSegment segment = Objects.requireNonNull(this.segments.get(weights.segment().name()));
		return segment.touched() ? this.first.apart(weights) : segment.gradientsToFill();
	}

	/**
	 * All compute attention as a checkpoint says.
	 * @see TorchRuntime#restoreAttention
	 */
	Optional<String> restoreAttention(String saved, Products products) {
		this.others.forEach((device) -> device.restoreAttention(saved, products));
		return this.first.restoreAttention(saved, products);
	}

	/** Copies new weights of the first device to the others. */
	void copy(SegmentMemory weights) {
		this.others.forEach((device) -> device.copy(weights));
	}

	/** Copies all weights of the first device to the others. */
	void copyAll() {
		this.others.forEach((device) -> this.network.memories().forEach(device::copy));
	}

	/** Workspace of the first device. */
	Workspace workspace() {
		return this.first.workspace();
	}

	@Override
	public void close() {
		this.others.forEach(TrainingDevice::close);
		this.first.close();
	}

}
