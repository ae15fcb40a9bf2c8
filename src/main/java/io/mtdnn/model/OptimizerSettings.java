package io.mtdnn.model;

/**
 * An optimiser and its constants.
 *
 * @param beta1 decay of the first moment (0.9)
 * @param beta2 decay of the second moment or infinity norm (0.999)
 * @param epsilon added to the denominator (1e-8)
 * @param weightDecay decoupled weight decay, scaled by the learning rate
 * @param clipNorm maximum global L2 norm of the gradients, which are scaled down to it; 0
 * for no clipping
 */
public record OptimizerSettings(OptimizerKind kind, double beta1, double beta2, double epsilon, double weightDecay,
		double clipNorm) {

	/** An optimiser with the usual constants. */
	public static OptimizerSettings of(OptimizerKind kind, double weightDecay, double clipNorm) {
		return new OptimizerSettings(kind, 0.9, 0.999, 1e-8, weightDecay, clipNorm);
	}

}
