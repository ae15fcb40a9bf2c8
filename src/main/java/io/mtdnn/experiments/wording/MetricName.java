package io.mtdnn.experiments.wording;

import java.util.Map;

/** Names of metrics as tables and sentences write them. */
public final class MetricName {

	private static final Map<String, String> NAMES = Map.of("exact", "EM", "f1", "F1", "matthews_correlation", "MCC",
			"pearson", "Pearson's r", "spearman", "Spearman's rho");

	private MetricName() {
	}

	/**
	 * The name of a metric, such as F1 for f1; a metric without another name keeps its
	 * own.
	 */
	public static String of(String metric) {
		return NAMES.getOrDefault(metric, metric);
	}

}
