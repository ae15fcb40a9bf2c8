package io.mtdnn.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model in training. Not safe for concurrent use. It is also an {@link InferenceModel}
 * (without dropout), for the evaluation between epochs; its results are those of the
 * model opened for inference, in the same precision.
 */
public interface TrainableModel extends InferenceModel {

	/**
	 * Runs the forward and backward passes of micro-batches and accumulates their
	 * gradients. A model that several devices train divides the micro-batches among them.
	 * The gradients of each micro-batch are computed separately and then added in the
	 * order of the list, so results do not depend on the number of devices.
	 * @return the unscaled mean loss of each micro-batch
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
	 * @return global L2 norm of the gradients before clipping; 0 if no parameter has a
	 * gradient. If it is NaN or infinite, nothing was updated
	 */
	double update(double learningRate);

	/**
	 * Runs a whole step: {@link #accumulate(List)} and, if the losses are finite,
	 * {@link #update}. On a GPU, this returns while the device is still computing.
	 * @return the step's losses and norm. Reading them waits for the device, and also
	 * reads those of the steps before
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
	 * Number of steps whose losses and norms should be read together, so that the device
	 * does not wait; 1 if they are known when {@link #step} returns.
	 */
	default int stepsAhead() {
		return 1;
	}

	/**
	 * The mean loss of a batch without dropout. Weights, accumulated gradients and the
	 * dropout of later passes are unchanged.
	 */
	float loss(Batch batch);

	/**
	 * Compares batches by the gradients of the encoder's parameters, without dropout.
	 * Like {@link #loss}, it leaves the model unchanged. It uses temporary memory of the
	 * encoder's size for each batch.
	 * @param batches the batches, usually one of each task
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
	 * @return a sentence if the arithmetic differs from that of the run so far, or from
	 * this node's settings
	 */
	Optional<String> restore(Path file);

	/** The results of a step. Reading them waits for the device. */
	interface StepNumbers {

		/** The unscaled mean loss of each micro-batch. */
		float[] losses();

		/**
		 * The global L2 norm of the gradients before clipping. If a loss or a gradient is
		 * not finite, it is NaN or infinite, and nothing was updated.
		 */
		double norm();

	}

	/**
	 * Results that are known when the step returns.
	 *
	 * @param losses see {@link StepNumbers#losses}
	 * @param norm see {@link StepNumbers#norm}
	 */
	record KnownNumbers(float[] losses, double norm) implements StepNumbers {

	}

	/**
	 * The losses of several batches and the cosines between the encoder's gradients of
	 * them.
	 *
	 * @param losses mean loss of each batch
	 * @param cosines cosine between the gradients of every two batches, -1 to 1,
	 * symmetric; 0 if a gradient is zero or not finite
	 */
	record GradientComparison(float[] losses, double[][] cosines) {

	}

	/**
	 * A part of a step whose forward and backward passes run at once.
	 *
	 * @param batch the items
	 * @param seed seed of the dropout; with the same seed, a resumed run is bit-identical
	 * @param lossScale factor of the loss before the backward pass, such as the
	 * micro-batch's share of the step's items
	 */
	record MicroBatch(Batch batch, long seed, double lossScale) {

	}

}
