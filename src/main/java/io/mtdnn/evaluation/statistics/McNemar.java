package io.mtdnn.evaluation.statistics;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * McNemar's exact test of two models on the same questions: of the questions that only
 * one of them answers exactly, each wins half if the models are equally good. It assumes
 * that questions are independent and does not account for other seeds.
 *
 * @param onlyFirst questions that only the first model answers exactly
 * @param onlySecond questions that only the second model answers exactly
 * @param pValue two-sided, of the binomial distribution
 */
public record McNemar(int onlyFirst, int onlySecond, double pValue) {

	/** Tests counts of questions that exactly one model answers right. */
	public static McNemar of(int onlyFirst, int onlySecond) {
		int both = onlyFirst + onlySecond;
		double pValue = (both == 0) ? 1
				: BinomialTest.withDefaults()
					.with(AlternativeHypothesis.TWO_SIDED)
					.test(both, onlyFirst, 0.5)
					.getPValue();
		return new McNemar(onlyFirst, onlySecond, Math.min(1, pValue));
	}

}
