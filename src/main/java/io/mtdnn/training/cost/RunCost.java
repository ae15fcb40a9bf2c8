package io.mtdnn.training.cost;

import java.util.List;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.task.TokenSequence;

/**
 * Floating-point operations of training and evaluation, as a measure of time: 2 per
 * weight and token forward, twice that backward, and the attention products. What is not
 * a matrix product is in the speed that they are divided by.
 */
public final class RunCost {

	/** Forward plus backward, in forwards. */
	private static final int TRAINING = 3;

	/**
	 * Operations that take as long as the update of one parameter, which waits for memory
	 * alone.
	 */
	private static final double UPDATE = 100;

	private final EncoderConfig config;

	public RunCost(EncoderConfig config) {
		this.config = config;
	}

	/** One optimiser step: its batch, forward and backward, and the update. */
	public double step(double batch) {
		return TRAINING * batch + UPDATE * parameters();
	}

	/** One forward pass of some rows. */
	public double rows(List<TokenSequence> rows) {
		double operations = 0;
		for (TokenSequence row : rows) {
			operations += row(row.length());
		}
		return operations;
	}

	/** One forward pass of one row. */
	double row(int tokens) {
		double hidden = this.config.hiddenSize();
		return 2 * tokens * layerWeights() + 4.0 * tokens * tokens * hidden * this.config.layers();
	}

	private double layerWeights() {
		double hidden = this.config.hiddenSize();
		return this.config.layers() * (4 * hidden * hidden + 2 * hidden * this.config.intermediateSize());
	}

	/** Parameters of the encoder, but for biases. */
	public double parameters() {
		return layerWeights() + (double) this.config.hiddenSize()
				* (this.config.vocabularySize() + this.config.maxPositions() + this.config.typeVocabularySize());
	}

}
