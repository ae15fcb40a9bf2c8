// The main scores, all in percent.

const LABELS = { exact: "EM", matthews_correlation: "Matthews", pearson: "Pearson", spearman: "Spearman", accuracy: "accuracy", f1: "F1" };

const OF_SPANS = ["exact", "f1"];

/** Names of the main metrics of an evaluation; except for questions, the ranking metric is first. */
export function mainMetrics(metrics) {
	return isSpan(metrics) ? OF_SPANS.filter((name) => metrics[name] !== undefined) : Object.keys(LABELS).filter((name) => name in metrics);
}

export function label(metric) {
	return LABELS[metric] ?? metric.replaceAll("_", " ");
}

/** Scores of questions are percentages already, those of the other tasks are shares. */
export function inPercent(metrics, metric) {
	return (metrics[metric] === undefined) ? undefined : metrics[metric] * (isSpan(metrics) ? 1 : 100);
}

export function isSpan(metrics) {
	return "exact" in metrics;
}

/** The metric that ranks: F1 of questions, else Matthews correlation, else the first. */
export function rankingMetric(metrics) {
	return isSpan(metrics) ? "f1" : mainMetrics(metrics)[0];
}

/** The score of a program that never reads, in percent, for a metric; undefined if unknown. */
export function baseline(metrics, metric) {
	if (isSpan(metrics)) {
		const given = { f1: metrics.always_empty_f1, exact: metrics.always_empty_exact ?? metrics.always_empty_f1 }[metric];
		return given ?? ((metrics.NoAns_total !== undefined && metrics.total) ? 100 * metrics.NoAns_total / metrics.total : undefined);
	}
	return (metric === "accuracy" && metrics.always_same_accuracy !== undefined) ? 100 * metrics.always_same_accuracy
		: (metric === "matthews_correlation") ? 0 : undefined;
}

export function baselineName(metrics) {
	return isSpan(metrics) ? "always empty" : "always the same";
}

/** Newest evaluation of each dataset. */
export function newest(evaluations) {
	const found = new Map();
	for (const one of evaluations) {
		found.set(one.dataset, one);
	}
	return [...found.values()];
}
