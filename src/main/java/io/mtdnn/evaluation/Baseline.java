package io.mtdnn.evaluation;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A comparison of a model's main score on one dataset with that of a baseline that
 * ignores its input: one that answers "" to every question or predicts the same for every
 * item.
 *
 * @param metric the main metric: {@code f1} for questions, otherwise the first one of the
 * evaluation
 * @param score score of the model
 * @param baseline score of the baseline
 */
public record Baseline(String metric, double score, double baseline) {

	/** Metrics that are 0 if all predictions are equal. */
	private static final Set<String> CORRELATIONS = Set.of("matthews_correlation", RegressionMetrics.PEARSON,
			RegressionMetrics.SPEARMAN);

	/**
	 * Compares an evaluation with its baseline.
	 * @param metrics metrics of one dataset, the main one first
	 * @return empty when the evaluation has no baseline
	 */
	public static Optional<Baseline> of(Map<String, Double> metrics) {
		if (metrics.containsKey("always_empty_f1")) {
			return Optional.of(new Baseline("f1", value(metrics, "f1"), value(metrics, "always_empty_f1")));
		}
		if (!metrics.isEmpty() && CORRELATIONS.contains(metrics.keySet().iterator().next())) {
			String correlation = metrics.keySet().iterator().next();
			return Optional.of(new Baseline(correlation, value(metrics, correlation), 0));
		}
		return Optional.ofNullable(metrics.get(ClassificationMetrics.ALWAYS_SAME))
			.map((same) -> new Baseline("accuracy", value(metrics, "accuracy"), same));
	}

	private static double value(Map<String, Double> metrics, String name) {
		return Objects.requireNonNull(metrics.get(name));
	}

	/** Whether the model's score is higher than the baseline's, not just equal. */
	public boolean beaten() {
		return this.score > this.baseline;
	}

}
