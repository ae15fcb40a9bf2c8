// The figures that people compare, all in percent.

import { number } from "./html.js";

const LABELS = { exact: "EM", f1: "F1", accuracy: "accuracy", matthews_correlation: "Matthews" };

export function main(metrics) {
	return Object.keys(LABELS).filter((name) => name in metrics);
}

export function label(metric) {
	return LABELS[metric];
}

/** Scores of questions are percentages already, those of the other tasks are shares. */
export function percent(metrics, metric) {
	return metrics[metric] * ("exact" in metrics ? 1 : 100);
}

/** What a model reaches that answers "" to everything. */
export function empty(metrics) {
	return ("always_empty_f1" in metrics) ? ` <span class="quiet">(always empty: ${number(metrics.always_empty_f1)})</span>` : "";
}

export function mainScores(metrics) {
	return main(metrics).map((name) => `${label(name)} <b>${number(percent(metrics, name))}</b>`).join(" · ");
}
