package io.mtdnn.model.torch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModel.MicroBatch;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.model.torch.TrainingState.Arithmetic;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import org.jspecify.annotations.Nullable;

/**
 * A trainable model whose arithmetic is in the script. A micro-batch takes one call each
 * for the forward pass, the loss and the backward pass; an update takes two calls per
 * segment, with and without weight decay.
 */
public final class TorchTrainableModel implements TrainableModel {

	/**
	 * Losses and norms are read every ten steps, so that a GPU does not wait for the
	 * host.
	 */
	private static final int STEPS_AHEAD = 10;

	private final DevicePool.Lease lease;

	private final TorchRuntime runtime;

	private final NDManager manager;

	private final Network network;

	private final TrainableModelSettings settings;

	private final TrainingDevices devices;

	private Products products;

	/** The method of inference, which does not depend on that of training. */
	private final Products answering;

	private final SegmentUpdates updates;

	private final StepLedger ledger;

	private final Map<String, LearningSegment> segments = new LinkedHashMap<>();

	/**
	 * The encoder packed with its current weights, from the first inference until the
	 * next training step; otherwise null.
	 */
	private @Nullable AnsweringPass pass;

	private boolean closed;

	/**
	 * Takes ownership of the lease and the manager.
	 * @param runtime the lease's first device for this model
	 * @param network the network, with its weights loaded
	 * @param answering precision of inference
	 */
	TorchTrainableModel(DevicePool.Lease lease, TorchRuntime runtime, NDManager manager, Network network,
			TrainableModelSettings settings, Precision answering) {
		this.lease = lease;
		this.runtime = runtime;
		this.manager = manager;
		this.network = network;
		this.settings = settings;
		this.products = this.runtime.products(settings.precision());
		this.answering = this.runtime.products(answering);
		network.memories().forEach(this::add);
		this.updates = new SegmentUpdates(this.runtime, settings.optimizer(), this.segments.values());
		this.ledger = new StepLedger(this.runtime);
		this.devices = new TrainingDevices(runtime, lease.others(), manager, network, settings, this.segments);
	}

	private void add(SegmentMemory weights) {
		Segment segment = weights.segment();
		this.segments.put(segment.name(), new LearningSegment(this.manager, segment, weights));
	}

	@Override
	public float loss(Batch batch) {
		requireOpen();
		return measuring().loss(batch);
	}

	@Override
	public GradientComparison compareGradients(List<Batch> batches) {
		requireOpen();
		return measuring().compare(batches);
	}

	private MeasuringPass measuring() {
		return new MeasuringPass(this.runtime, this.network, this.settings.withoutDropout(), this.products,
				this.devices.workspace());
	}

	@Override
	public float[] accumulate(List<MicroBatch> parts) {
		List<NDArray> losses = compute(parts);
		float[] values = new float[losses.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = losses.get(i).getFloat();
		}
		losses.forEach(NDArray::close);
		return values;
	}

	private List<NDArray> compute(List<MicroBatch> parts) {
		requireOpen();
		dropPass();
		return this.devices.accumulate(parts, this.products);
	}

	@Override
	public double update(double learningRate) {
		requireOpen();
		dropPass();
		List<LearningSegment> touched = this.updates.touched();
		if (touched.isEmpty()) {
			return 0;
		}
		double norm = this.updates.update(touched, learningRate);
		if (Double.isFinite(norm)) {
			touched.forEach((segment) -> this.devices.copy(segment.weights()));
		}
		return norm;
	}

	@Override
	public StepNumbers step(List<MicroBatch> parts, double learningRate) {
		if (!this.runtime.fused()) {
			return TrainableModel.super.step(parts, learningRate);
		}
		List<NDArray> losses = compute(parts);
		List<LearningSegment> touched = this.updates.touched();
		NDArray clip = this.updates.updateAhead(touched, learningRate, this.manager);
		touched.forEach((segment) -> this.devices.copy(segment.weights()));
		return this.ledger.add(losses, clip);
	}

	@Override
	public int stepsAhead() {
		return this.runtime.fused() ? STEPS_AHEAD : 1;
	}

	/** The gradients accumulated since the last update, by the parameters' names. */
	Map<String, FloatTensor> gradients() {
		requireOpen();
		Map<String, FloatTensor> tensors = new LinkedHashMap<>();
		this.segments.values().forEach((segment) -> segment.gradients().export("", tensors));
		return tensors;
	}

	Network network() {
		return this.network;
	}

	@Override
	public void saveWeights(Path file) {
		requireOpen();
		SafeTensors.write(file, this.network.export(), Map.of("format", "pt"));
	}

	@Override
	public void saveState(Path file) {
		requireOpen();
		new TrainingState(this.settings.optimizer().kind(), this.segments.values()).save(file,
				new Arithmetic(this.products.name(), this.runtime.recordedAttention()));
	}

	@Override
	public Optional<String> restore(Path file) {
		requireOpen();
		dropPass();
		Arithmetic saved = new TrainingState(this.settings.optimizer().kind(), this.segments.values()).restore(file);
		this.products = this.runtime.restore(saved.products(), this.products);
		Optional<String> note = Optional.ofNullable(saved.attention())
			.flatMap((attention) -> this.devices.restoreAttention(attention, this.products));
		this.segments.values().forEach((segment) -> segment.zeroGradients(this.runtime));
		this.devices.copyAll();
		return note;
	}

	@Override
	public List<Task> tasks() {
		return this.network.tasks();
	}

	@Override
	public Precision precision() {
		return this.answering.precision();
	}

	@Override
	public int maxPositions() {
		return this.network.config().maxPositions();
	}

	@Override
	public List<SpanLogits> spans(String task, List<TokenSequence> rows) {
		return pass().spans(task, rows);
	}

	@Override
	public float[][] scores(String task, List<TokenSequence> rows) {
		return pass().scores(task, rows);
	}

	private AnsweringPass pass() {
		requireOpen();
		if (this.pass == null) {
			this.pass = this.network.answering(this.answering);
		}
		return this.pass;
	}

	private void dropPass() {
		if (this.pass != null) {
			this.pass.close();
			this.pass = null;
		}
	}

	private void requireOpen() {
		if (this.closed) {
			throw new IllegalStateException("the model is closed");
		}
	}

	@Override
	public void close() {
		this.closed = true;
		dropPass();
		this.devices.close();
		this.lease.close();
	}

}
