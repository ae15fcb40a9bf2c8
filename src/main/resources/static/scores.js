// The figures that people compare, all in percent.

import { escape, fixed } from "./html.js";

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

/** What a model reaches that answers "" to everything; a warning where this one is no better. */
export function empty(metrics) {
	if (!("always_empty_f1" in metrics)) {
		return "";
	}
	const better = metrics.f1 > metrics.always_empty_f1;
	return ` <span class="${better ? "quiet" : "bad"}">(${better ? "" : "no better than "}always empty: ${fixed(metrics.always_empty_f1)})</span>`;
}

/** On which datasets a model is no better than a program that never reads. */
export function warnings(model) {
	return Object.entries(model?.belowBaseline || {}).map(([dataset, { metric, score, baseline }]) => {
		const scale = metric === "f1" ? 1 : 100;
		return `<div class="bad">${escape(dataset)}: ${label(metric) ?? escape(metric)} ${fixed(score * scale)} is no better than ${
			fixed(baseline * scale)}, which a program reaches that never reads</div>`;
	}).join("");
}

export function mainScores(metrics) {
	return main(metrics).map((name) => `${label(name)} <b>${fixed(percent(metrics, name))}</b>`).join(" · ");
}
