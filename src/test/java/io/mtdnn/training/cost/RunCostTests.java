package io.mtdnn.training.cost;

import java.util.List;

import io.mtdnn.datasets.RowLengths;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunCostTests {

	static final RunCost TINY = new RunCost(EncoderConfig.bert(1000, 8, 2, 2, 16, 128, 2, 1e-12));

	/**
	 * bert-base has 85 million weights in its layers: 2 operations each per token, and 4
	 * n^2 H L for attention.
	 */
	@Test
	void theCostOfOneInputRowOfBertBaseIsExact() {
		EncoderConfig base = EncoderConfig.bert(28996, 768, 12, 12, 3072, 512, 2, 1e-12);
		double weights = 12 * (4.0 * 768 * 768 + 2.0 * 768 * 3072);
		assertThat(weights).isEqualTo(84_934_656);
		assertThat(new RunCost(base).row(384)).isEqualTo(2 * 384 * weights + 4.0 * 384 * 384 * 768 * 12);
	}

	/**
	 * 108 million parameters with the embeddings; a step is three forward passes and the
	 * update.
	 */
	@Test
	void theCostOfOneStepOfBertBaseIsExact() {
		RunCost base = new RunCost(EncoderConfig.bert(28996, 768, 12, 12, 3072, 512, 2, 1e-12));
		assertThat(base.parameters()).isEqualTo(84_934_656 + 768.0 * (28996 + 512 + 2));
		double rows = base.rows(List.of(new TokenSequence(new int[384], 384), new TokenSequence(new int[10], 10)));
		assertThat(rows).isEqualTo(base.row(384) + base.row(10));
		assertThat(base.step(rows) - 3 * rows).isEqualTo(base.step(0)).isPositive();
	}

	/**
	 * The cost of an item follows from the lengths of its input rows, without the item
	 * itself.
	 */
	@Test
	void anItemCostsTheSumOfItsInputRows() {
		assertThat(TINY.items(new RowLengths(new int[] { 5, 9, 7 }, new int[] { 2, 3 })))
			.containsExactly(TINY.row(5) + TINY.row(9), TINY.row(7));
		assertThat(TINY.rows(List.of(new TokenSequence(new int[5], 5), new TokenSequence(new int[9], 9))))
			.isEqualTo(TINY.row(5) + TINY.row(9));
	}

}
