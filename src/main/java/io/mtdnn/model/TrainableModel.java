package io.mtdnn.model;

import java.nio.file.Path;

/**
 * A model that learns. Confined to one thread at a time. It is an {@link InferenceModel}
 * too (dropout off), for the evaluation between epochs.
 */
public interface TrainableModel extends InferenceModel {

	/**
	 * Forward and backward pass of a batch; gradients are added to those already there.
	 * @param batch the items
	 * @param seed seeds dropout of this pass, so that a resumed run repeats it to the bit
	 * @param lossScale the loss is multiplied by this before the backward pass (1 /
	 * number of accumulated batches)
	 * @return the unscaled mean loss of the batch
	 */
	float accumulate(Batch batch, long seed, double lossScale);

	/**
	 * Clips, updates the parameters that have gradients and zeroes the gradients.
	 * Parameters of heads that took no part in the accumulated batches stay untouched (no
	 * decay, no moment update).
	 * @param learningRate the rate of this step
	 * @return global L2 norm of the gradients before clipping; NaN or infinite when they
	 * are not finite, in which case nothing is updated
	 */
	double update(double learningRate);

	/**
	 * Writes weights alone ({@code model.safetensors}, Hugging Face names; heads as
	 * {@code heads.<task>.weight|bias}).
	 */
	void saveWeights(Path file);

	/**
	 * Writes weights and optimiser state, all that {@link #restore} needs to go on to the
	 * bit.
	 */
	void saveState(Path file);

	/**
	 * Restores what {@link #saveState} wrote, for the same encoder, tasks and optimiser.
	 */
	void restore(Path file);

}
