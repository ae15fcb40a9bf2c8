package io.mtdnn.model.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mtdnn.model.TrainableModel.MicroBatch;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.model.torch.runtime.Workspace;
import io.mtdnn.threads.DaemonThreads;

/**
 * One of the devices that train a model, with its copy of the weights and memory for the
 * gradients of one micro-batch.
 */
final class TrainingDevice implements AutoCloseable {

	private final TorchRuntime runtime;

	private final NDManager manager;

	private final Network network;

	private final TrainableModelSettings settings;

	private final Workspace workspace;

	/**
	 * Gradients of a micro-batch by the name of the segment; zero between micro-batches.
	 */
	private final Map<String, SegmentMemory> gradients = new LinkedHashMap<>();

	private final List<SegmentMemory> filled = new ArrayList<>();

	private final ExecutorService thread = Executors.newSingleThreadExecutor(new DaemonThreads("training-device"));

	/**
	 * @param manager owner of the device's memory; closed with this device
	 */
	TrainingDevice(TorchRuntime runtime, NDManager manager, Network network, TrainableModelSettings settings) {
		this.runtime = runtime;
		this.manager = manager;
		this.network = network;
		this.settings = settings;
		this.workspace = new Workspace(manager);
	}

	/**
	 * A device with memory, not yet filled, for a copy of the weights of a network on
	 * another device.
	 */
	static TrainingDevice open(TorchRuntime device, Network network, TrainableModelSettings settings) {
		TorchRuntime runtime = device.of(network.config().headWidth(), settings.precision());
		NDManager manager = runtime.newManager();
		try {
			return new TrainingDevice(runtime, manager,
					new Network(runtime, manager, network.config(), network.tasks()), settings);
		}
		catch (RuntimeException | Error ex) {
			manager.close();
			throw ex;
		}
	}

	Workspace workspace() {
		return this.workspace;
	}

	/**
	 * Computes a micro-batch on this device's own thread, with its gradients in separate
	 * memory.
	 */
	CompletableFuture<NDArray> start(MicroBatch part, Products products) {
		return CompletableFuture.supplyAsync(() -> compute(part, products, this::apart), this.thread);
	}

	/**
	 * Computes a micro-batch on the caller's thread.
	 * @param gradients returns the memory to which the gradients of given weights are
	 * added
	 * @return the mean loss, which the device may still be computing; the caller closes
	 * it
	 */
	NDArray compute(MicroBatch part, Products products, Function<SegmentMemory, List<NDArray>> gradients) {
		LabelledRows rows = LabelledRows.of(part.batch(), this.network, this.settings.spanLoss());
		try (NDManager temporary = this.runtime.newManager();
				LearningPass pass = new LearningPass(this.runtime, this.network, this.settings, products, rows,
						temporary)) {
			pass.forward(this.workspace, part.seed());
			SegmentMemory head = this.network.head(part.batch().task().name());
			NDArray loss = pass.loss(part.batch(), gradients.apply(head), part.lossScale(), this.manager);
			pass.backward(gradients.apply(this.network.encoder()));
			return loss;
		}
		finally {
			this.runtime.heap().passed(rows.rows().ids().length);
		}
	}

	Optional<String> restoreAttention(String saved, Products products) {
		return this.runtime.restoreAttention(saved, this.network.config().headWidth(), products);
	}

	/** Separate memory for the gradients of one micro-batch, allocated on first use. */
	List<NDArray> apart(SegmentMemory weights) {
		SegmentMemory memory = this.gradients.computeIfAbsent(weights.segment().name(),
				(name) -> new SegmentMemory(this.manager, weights.segment()));
		this.filled.add(memory);
		return memory.blocks();
	}

	/** Adds the separate gradients to the model's, and zeroes them. */
	void addTo(Map<String, LearningSegment> segments, TorchRuntime target) {
		for (SegmentMemory part : this.filled) {
			Objects.requireNonNull(segments.get(part.segment().name())).add(target, part);
			this.runtime.call("zero").with(List.of(part.values())).run();
		}
		this.filled.clear();
	}

	/** Copies the weights of a segment from another device. */
	void copy(SegmentMemory weights) {
		this.network.memories()
			.filter((own) -> own.segment().name().equals(weights.segment().name()))
			.forEach((own) -> this.runtime.call("copy").with(own.values()).with(weights.values()).run());
	}

	@Override
	public void close() {
		this.thread.shutdown();
		this.manager.close();
		this.runtime.heap().released();
	}

}
