// Runs with the data that pages show: newest evaluation, losses for a sparkline.

import { address, call, part } from "./api.js";
import { newest } from "./scores.js";

const LOSSES = 60;

const losses = new Map();

/** A page of runs. */
export async function runs({ limit, cursor, status, encoder, dataset, text, tag, study, sort }) {
	const page = await call(address("jobs", { limit, cursor, status, encoder, dataset, text, tag, sort, group: study && groupOf(study) }));
	const metrics = await metricsOf(page.items.filter((run) => run.models?.length || run.status === "SUCCEEDED"));
	return { ...page, items: page.items.map((run) => ({ ...run, evaluated: metrics.get(run.id) ?? mainScores(run.scores), losses: losses.get(run.id)?.values })) };
}

/** The group of an experiment's runs. */
export function groupOf(study) {
	return `experiment:${study}`;
}

/** All metrics of the models of runs, by run. */
async function metricsOf(items) {
	if (!items.length) {
		return new Map();
	}
	const found = await call(address("models", { job: items.map((run) => run.id).join(","), limit: 100 })).catch(() => ({ items: [] }));
	return new Map(found.items.map((model) => [model.jobId, model.metrics]));
}

/** The main score of each dataset of a run without a model. F1 of questions is a percentage, that of other tasks a share. */
function mainScores(scores) {
	return scores?.length ? Object.fromEntries(scores.map(({ dataset, metric, value }) =>
		[dataset, { [metric]: value, ...(metric === "f1" && value > 1 && { exact: undefined }) }])) : undefined;
}

/** Losses of the leading task of each run that has any; cached for runs that have ended. */
export async function withLosses(items, signal, found) {
	for (const run of items.filter((one) => one.startedAt && !settled(one))) {
		if (signal.aborted) {
			return;
		}
		const metrics = await call(`jobs/${part(run.id)}/metrics?points=${LOSSES}`, { signal });
		const leading = run.plan?.tasks?.[0]?.dataset;
		const values = metrics.training.filter((point) => point.task === leading).map((point) => point.loss);
		losses.set(run.id, { status: run.status, values: average(values) });
		found({ ...run, losses: losses.get(run.id).values, evaluated: run.evaluated ?? byDataset(metrics.evaluations) });
	}
}

function settled(run) {
	return losses.get(run.id)?.status === run.status && run.status !== "RUNNING";
}

function average(values) {
	const width = Math.max(1, Math.ceil(values.length / 12));
	return values.map((value, at) => {
		const window = values.slice(Math.max(0, at - width + 1), at + 1);
		return window.reduce((sum, one) => sum + one, 0) / window.length;
	});
}

export function byDataset(evaluations) {
	return Object.fromEntries(newest(evaluations).map((one) => [one.dataset, one.metrics]));
}

export const ENDED = ["SUCCEEDED", "FAILED", "CANCELLED", "PAUSED"];
export const STATUSES = ["PREPARING", "QUEUED", "RUNNING", ...ENDED];

export function hasEnded(run) {
	return ENDED.includes(run.status);
}
