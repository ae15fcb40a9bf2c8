// Columns of the table of runs: their cells and the API's sort keys.

import { html, nothing } from "../lib/lit.js";
import { between, duration, fixed, percent, short } from "../lib/format.js";
import { baseline, inPercent, label, mainMetrics, rankingMetric } from "../lib/scores.js";
import { mixture, progress, scores, spark, status, tags, time } from "./pieces.js";

/** Name, heading, cell, name of the order; `on` columns are shown unless the address names others. */
export const COLUMNS = [
	{ name: "status", head: "Status", on: true, cell: state, sort: "status" },
	{ name: "mixture", head: "Mixture", on: true, cell: (run) => mixture(run.plan?.tasks)},
	{ name: "score", head: "Scores, %", on: true, cell: scoreCell, sort: "score" },
	{ name: "loss", head: "Loss", on: true, cell: (run) => spark(run.losses, lossText(run)) },
	{ name: "weight", head: "Weight", cell: (run) => percent(run.plan?.tasks?.[0]?.weight, 1) },
	{ name: "encoder", head: "Encoder", cell: (run) => run.plan?.encoder },
	{ name: "epochs", head: "Epochs", cell: (run) => run.plan?.epochs, number: true },
	{ name: "learningRate", head: "Learning rate", cell: (run) => short(run.plan?.learningRate), number: true },
	{ name: "batchSize", head: "Batch", cell: (run) => run.plan?.batchSize, number: true },
	{ name: "seed", head: "Seed", on: true, cell: (run) => run.plan?.seed, number: true },
	{ name: "duration", head: "Duration", on: true, cell: (run) => duration(seconds(run)), sort: "duration", number: true },
	{ name: "tags", head: "Tags", cell: (run) => tags(run.tags) },
	{ name: "ended", head: "Ended", cell: (run) => time(run.finishedAt), sort: "ended" },
	{ name: "submitted", head: "Submitted", on: true, cell: (run) => time(run.createdAt), sort: "created" },
];

function state(run) {
	return html`${status(run.status)}${run.status === "RUNNING" ? progress(run) : nothing}`;
}

function scoreCell(run) {
	const found = mainScore(run);
	return found ? scores(found.metrics) : "–";
}

function seconds(run) {
	return run.seconds ?? between(run.startedAt, run.finishedAt);
}

function lossText(run) {
	return run.losses?.length ? `loss from ${fixed(run.losses[0])} to ${fixed(run.losses.at(-1))}` : undefined;
}

/** Metrics of the leading dataset and its main metric, in percent; undefined without an evaluation. */
export function mainScore(run) {
	const evaluated = run.evaluated ?? {};
	const leading = [...(run.plan?.tasks ?? []).map((task) => task.dataset), ...Object.keys(evaluated)].find((name) => evaluated[name]);
	if (!leading) {
		return undefined;
	}
	const metrics = evaluated[leading];
	const metric = rankingMetric(metrics);
	return { dataset: leading, metrics, metric, value: inPercent(metrics, metric), baseline: baseline(metrics, metric) };
}

/** All main scores of a run by "dataset metric". */
export function allScores(run) {
	return Object.fromEntries(Object.entries(run.evaluated ?? {}).flatMap(([dataset, metrics]) => mainMetrics(metrics).map((metric) =>
		[`${dataset} ${label(metric)}`, inPercent(metrics, metric)])));
}
