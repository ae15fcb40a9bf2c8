package io.mtdnn.evaluation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a model's main score on one dataset compares with that of a program that never
 * reads: one that answers "" to every question, or predicts the same for every item.
 *
 * @param metric the main metric: {@code f1} of questions, else the first one of the
 * evaluation
 * @param score the model's
 * @param baseline the score without reading
 */
public record Baseline(String metric, double score, double baseline) {

	/** They are 0 if all predictions are alike. */
	private static final Set<String> CORRELATIONS = Set.of("matthews_correlation", RegressionMetrics.PEARSON,
			RegressionMetrics.SPEARMAN);

	/**
	 * Compares an evaluation with its baseline.
	 * @param metrics metrics of one dataset, the main one first
	 * @return empty when the evaluation has no baseline
	 */
	public static Optional<Baseline> of(Map<String, Double> metrics) {
		if (metrics.containsKey("always_empty_f1")) {
			return Optional.of(new Baseline("f1", metrics.get("f1"), metrics.get("always_empty_f1")));
		}
		if (!metrics.isEmpty() && CORRELATIONS.contains(metrics.keySet().iterator().next())) {
			String correlation = metrics.keySet().iterator().next();
			return Optional.of(new Baseline(correlation, metrics.get(correlation), 0));
		}
		return Optional.ofNullable(metrics.get(ClassificationMetrics.ALWAYS_SAME))
			.map((same) -> new Baseline("accuracy", metrics.get("accuracy"), same));
	}

	/** Whether reading pays: the score is higher, not only as high. */
	public boolean beaten() {
		return this.score > this.baseline;
	}

}
