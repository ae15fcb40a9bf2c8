package io.mtdnn.training.cost;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import io.mtdnn.datasets.RowLengths;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.task.TokenSequence;

/**
 * Counts floating-point operations of training and evaluation as a measure of time: 2 per
 * weight and token in the forward pass, twice that in the backward pass, and those of
 * attention. The measured speed, by which they are divided, accounts for other work.
 */
public final class RunCost {

	/** Cost of forward plus backward pass, in forward passes. */
	private static final int TRAINING = 3;

	/**
	 * Number of operations that take as long as the update of one parameter, whose speed
	 * is limited by memory.
	 */
	private static final double UPDATE = 100;

	private final EncoderConfig config;

	public RunCost(EncoderConfig config) {
		this.config = config;
	}

	/**
	 * Operations of one step: the forward and backward passes of its batch, and the
	 * update.
	 * @param batch operations of the forward pass of the batch
	 */
	public double step(double batch) {
		return TRAINING * batch + UPDATE * parameters();
	}

	/** Operations of one forward pass of some rows. */
	public double rows(List<TokenSequence> rows) {
		double operations = 0;
		for (TokenSequence row : rows) {
			operations += row(row.length());
		}
		return operations;
	}

	/** Operations of one forward pass of each of some items. */
	public DoubleStream items(RowLengths rows) {
		return IntStream.range(0, rows.items()).mapToDouble((item) -> {
			double operations = 0;
			for (int tokens : rows.of(item).toArray()) {
				operations += row(tokens);
			}
			return operations;
		});
	}

	/** Operations of one forward pass of one row. */
	double row(int tokens) {
		double hidden = this.config.hiddenSize();
		return 2 * tokens * layerWeights() + 4.0 * tokens * tokens * hidden * this.config.layers();
	}

	private double layerWeights() {
		double hidden = this.config.hiddenSize();
		return this.config.layers() * (4 * hidden * hidden + 2 * hidden * this.config.intermediateSize());
	}

	/** Number of parameters of the encoder except biases. */
	public double parameters() {
		return layerWeights() + (double) this.config.hiddenSize()
				* (this.config.vocabularySize() + this.config.maxPositions() + this.config.typeVocabularySize());
	}

}
