package io.mtdnn.model.torch;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.torch.runtime.ScriptCall;
import io.mtdnn.model.torch.runtime.TorchRuntime;

/** A segment's weights with their gradients and optimiser state. */
final class LearningSegment {

	private static final String FIRST = "optimizer.first.";

	private static final String SECOND = "optimizer.second.";

	private static final String STEPS = "optimizer.steps.";

	private final Segment segment;

	private final SegmentMemory weights;

	private final SegmentMemory gradients;

	private final SegmentMemory first;

	private final SegmentMemory second;

	/** Number of updates. A head may have fewer than the encoder. */
	private int steps;

	private boolean touched;

	LearningSegment(NDManager manager, Segment segment, SegmentMemory weights) {
		this.segment = segment;
		this.weights = weights;
		this.gradients = new SegmentMemory(manager, segment);
		this.first = new SegmentMemory(manager, segment);
		this.second = new SegmentMemory(manager, segment);
	}

	/**
	 * Returns the gradients for the script to add to, and marks this segment for the next
	 * update.
	 */
	List<NDArray> gradientsToFill() {
		this.touched = true;
		return this.gradients.blocks();
	}

	/** Adds the gradients of a micro-batch that were computed separately. */
	void add(TorchRuntime runtime, SegmentMemory part) {
		this.touched = true;
		runtime.call("add").with(this.gradients.values()).with(part.values()).run();
	}

	SegmentMemory weights() {
		return this.weights;
	}

	SegmentMemory gradients() {
		return this.gradients;
	}

	boolean touched() {
		return this.touched;
	}

	void zeroGradients(TorchRuntime runtime) {
		runtime.call("zero").with(List.of(this.gradients.values())).run();
		this.touched = false;
	}

	/**
	 * Performs one step of the optimiser and zeroes the gradients.
	 * @param scale factor of the gradients, for clipping
	 */
	void update(TorchRuntime runtime, OptimizerSettings settings, double scale, double learningRate) {
		update(runtime, settings, (call) -> call.with(scale), learningRate);
	}

	/**
	 * Performs one step of the optimiser and zeroes the gradients.
	 * @param scale adds the factor of the gradients to the script's arguments
	 */
	void update(TorchRuntime runtime, OptimizerSettings settings, UnaryOperator<ScriptCall> scale,
			double learningRate) {
		this.steps++;
		int decayed = this.segment.decayed();
		update(runtime, settings, 0, decayed, scale, learningRate, settings.weightDecay());
		update(runtime, settings, decayed, this.segment.size(), scale, learningRate, 0);
		this.touched = false;
	}

	private void update(TorchRuntime runtime, OptimizerSettings settings, int from, int to,
			UnaryOperator<ScriptCall> scale, double learningRate, double decay) {
		ScriptCall call = runtime.call((settings.kind() == OptimizerKind.ADAMAX) ? "adamax" : "adamw")
			.with(this.weights.values())
			.with(this.gradients.values())
			.with(this.first.values())
			.with(this.second.values())
			.with(from)
			.with(to);
		scale.apply(call)
			.with(learningRate)
			.with(decay)
			.with(settings.beta1())
			.with(settings.beta2())
			.with(settings.epsilon())
			.with(this.steps)
			.run();
	}

	void exportState(Map<String, FloatTensor> tensors, Map<String, String> metadata) {
		this.weights.export("", tensors);
		this.first.export(FIRST, tensors);
		this.second.export(SECOND, tensors);
		metadata.put(stepsName(), Integer.toString(this.steps));
	}

	/** Names of the tensors that {@link #exportState} adds. */
	Stream<String> tensorNames() {
		return this.segment.slots()
			.stream()
			.flatMap((slot) -> Stream.of(slot.name(), FIRST + slot.name(), SECOND + slot.name()));
	}

	/** Name of the entry that {@link #exportState} adds to the metadata. */
	String stepsName() {
		return STEPS + this.segment.name();
	}

	void importState(Function<String, FloatTensor> tensors, Map<String, String> metadata) {
		this.weights.load(tensors);
		this.first.load((name) -> tensors.apply(FIRST + name));
		this.second.load((name) -> tensors.apply(SECOND + name));
		this.steps = Integer.parseInt(metadata.get(stepsName()));
	}

}
