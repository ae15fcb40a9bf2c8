package io.mtdnn.model;

/**
 * The settings of a model for training.
 *
 * @param dropout probability for embeddings, attention and hidden layers
 * @param headDropout probability before the heads on [CLS]; no dropout applies before the
 * span head, as in BERT
 * @param spanLoss whether start and end cross entropies are averaged (BERT) or summed
 * (MT-DNN)
 * @param precision arithmetic of the matrix products
 * @param optimizer the optimiser
 * @param seed seed of the new heads (normal, standard deviation 0.5 / sqrt(hidden size),
 * biases zero)
 */
public record TrainableModelSettings(double dropout, double headDropout, SpanLoss spanLoss, Precision precision,
		OptimizerSettings optimizer, long seed) {

	/** The same settings without dropout. */
	public TrainableModelSettings withoutDropout() {
		return new TrainableModelSettings(0, 0, this.spanLoss, this.precision, this.optimizer, this.seed);
	}

}
