package io.mtdnn.training;

import io.mtdnn.model.BertConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunCostTests {

	/** bert-base has 85 million weights in its layers: 2 operations each per token, and 4 n^2 H L for attention. */
	@Test
	void oneRowOfBertBase() {
		BertConfig base = new BertConfig(28996, 768, 12, 12, 3072, 512, 2, 1e-12);
		double weights = 12 * (4.0 * 768 * 768 + 2.0 * 768 * 3072);
		assertThat(weights).isEqualTo(84_934_656);
		assertThat(new RunCost(base).row(384)).isEqualTo(2 * 384 * weights + 4.0 * 384 * 384 * 768 * 12);
	}

}
