package io.mtdnn.model;

import java.nio.file.Path;
import java.util.List;

/**
 * A model in training. Confined to one thread at a time. It is also an
 * {@link InferenceModel} (without dropout), for the evaluation between epochs.
 */
public interface TrainableModel extends InferenceModel {

	/**
	 * Runs the forward and backward passes of micro-batches and accumulates their
	 * gradients. A model that several devices train divides them among its devices. The
	 * gradients of each micro-batch are computed apart and then added in the order of the
	 * list, so results do not depend on the number of devices.
	 * @return for each the unscaled mean loss
	 */
	float[] accumulate(List<MicroBatch> parts);

	/**
	 * Runs the forward and backward pass of one batch and accumulates its gradients.
	 * @return the unscaled mean loss of the batch
	 * @see #accumulate(List)
	 */
	default float accumulate(Batch batch, long seed, double lossScale) {
		return accumulate(List.of(new MicroBatch(batch, seed, lossScale)))[0];
	}

	/**
	 * Clips, updates the parameters that have gradients and zeroes the gradients.
	 * Parameters of heads that took no part in the accumulated batches remain unchanged
	 * (no decay, no moment update).
	 * @param learningRate the rate of this step
	 * @return global L2 norm of the gradients before clipping; NaN or infinite if they
	 * are not finite; then nothing is updated
	 */
	double update(double learningRate);

	/**
	 * Runs a whole step: {@link #accumulate(List)} and, if the losses are finite,
	 * {@link #update}. On a GPU this returns while the device still computes.
	 * @return the step's losses and norm, which are read later so that the device does
	 * not wait; reading those of a step also reads those of the steps before it
	 */
	default StepNumbers step(List<MicroBatch> parts, double learningRate) {
		float[] losses = accumulate(parts);
		for (float loss : losses) {
			if (!Float.isFinite(loss)) {
				return new KnownNumbers(losses, Double.NaN);
			}
		}
		return new KnownNumbers(losses, update(learningRate));
	}

	/**
	 * Number of steps whose numbers are best read together; 1 if each is known when
	 * {@link #step} returns.
	 */
	default int stepsAhead() {
		return 1;
	}

	/**
	 * The mean loss of a batch without dropout. Nothing is learned: weights, accumulated
	 * gradients and the dropout of later passes remain as they are.
	 */
	float loss(Batch batch);

	/**
	 * Compares batches by the gradients of the encoder's parameters, without dropout.
	 * Like {@link #loss}, it leaves the model unchanged. It uses temporary memory of the
	 * encoder's size for each batch.
	 * @param batches the batches, in general one of each task
	 */
	GradientComparison compareGradients(List<Batch> batches);

	/**
	 * Writes only the weights ({@code model.safetensors}, Hugging Face names; heads as
	 * {@code
	 * heads.<head>.weight|bias}).
	 */
	void saveWeights(Path file);

	/**
	 * Writes weights and optimiser state, from which {@link #restore} continues
	 * bit-identically.
	 */
	void saveState(Path file);

	/**
	 * Restores the state written by {@link #saveState}, for the same encoder, tasks and
	 * optimiser.
	 */
	void restore(Path file);

	/** What a step has computed. Reading it waits for the device. */
	interface StepNumbers {

		/** The unscaled mean loss of each micro-batch. */
		float[] losses();

		/**
		 * The global L2 norm of the gradients before clipping; NaN or infinite if a loss
		 * or a gradient is not finite; then nothing was updated.
		 */
		double norm();

	}

	/**
	 * Numbers that are known when the step returns.
	 *
	 * @param losses see {@link StepNumbers#losses}
	 * @param norm see {@link StepNumbers#norm}
	 */
	record KnownNumbers(float[] losses, double norm) implements StepNumbers {

	}

	/**
	 * A part of an optimiser step that is computed at once.
	 *
	 * @param batch the items
	 * @param seed seed of this pass's dropout, so that a resumed run is bit-identical
	 * @param lossScale the loss is multiplied by this before the backward pass, such as
	 * the share of the step's items
	 */
	record MicroBatch(Batch batch, long seed, double lossScale) {

	}

}
