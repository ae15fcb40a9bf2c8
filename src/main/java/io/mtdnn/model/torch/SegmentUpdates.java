package io.mtdnn.model.torch;

import java.util.Collection;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.torch.runtime.TorchRuntime;

/**
 * Clips the gradients and updates the segments of a model that have gradients. An update
 * either waits for the norm of the gradients or leaves it on the device.
 */
final class SegmentUpdates {

	private final TorchRuntime runtime;

	private final OptimizerSettings optimizer;

	private final Collection<LearningSegment> segments;

	SegmentUpdates(TorchRuntime runtime, OptimizerSettings optimizer, Collection<LearningSegment> segments) {
		this.runtime = runtime;
		this.optimizer = optimizer;
		this.segments = segments;
	}

	/** The segments that have gradients. */
	List<LearningSegment> touched() {
		return this.segments.stream().filter(LearningSegment::touched).toList();
	}

	/**
	 * Updates segments that have gradients.
	 * @return the norm; if it is not finite, the gradients were zeroed and nothing was
	 * updated
	 */
	double update(List<LearningSegment> touched, double learningRate) {
		if (this.runtime.fused()) {
			return updateFused(touched, learningRate);
		}
		double norm = this.runtime.call("gradient_norm").with(gradients(touched)).run((value) -> value.toDouble());
		if (!Double.isFinite(norm)) {
			touched.forEach((segment) -> segment.zeroGradients(this.runtime));
			return norm;
		}
		double scale = scale(norm, this.optimizer.clipNorm());
		touched.forEach((segment) -> segment.update(this.runtime, this.optimizer, scale, learningRate));
		return norm;
	}

	private double updateFused(List<LearningSegment> touched, double learningRate) {
		try (NDManager temporary = this.runtime.newManager()) {
			NDArray clip = clip(touched, temporary);
			double norm = clip.getFloat(0);
			if (Double.isFinite(norm)) {
				update(touched, clip, learningRate);
			}
			else {
				touched.forEach((segment) -> segment.zeroGradients(this.runtime));
			}
			return norm;
		}
	}

	/**
	 * Updates segments that have gradients without waiting for the norm. If it is not
	 * finite, no weight changes.
	 * @return an array whose first value is the norm
	 */
	NDArray updateAhead(List<LearningSegment> touched, double learningRate, NDManager owner) {
		NDArray clip = clip(touched, owner);
		update(touched, clip, learningRate);
		return clip;
	}

	private void update(List<LearningSegment> touched, NDArray clip, double learningRate) {
		touched.forEach(
				(segment) -> segment.update(this.runtime, this.optimizer, (call) -> call.with(clip), learningRate));
	}

	private NDArray clip(List<LearningSegment> touched, NDManager owner) {
		return this.runtime.call("clip")
			.with(gradients(touched))
			.with(this.optimizer.clipNorm())
			.run((clip) -> clip.toTensor((PtNDManager) owner));
	}

	private static List<NDArray> gradients(List<LearningSegment> touched) {
		return touched.stream().flatMap((segment) -> segment.gradients().blocks().stream()).toList();
	}

	/** The factor for clipping, as in PyTorch's {@code clip_grad_norm_}. */
	private static double scale(double norm, double clipNorm) {
		return (clipNorm > 0) ? Math.min(1, clipNorm / (norm + 1e-6)) : 1;
	}

}
