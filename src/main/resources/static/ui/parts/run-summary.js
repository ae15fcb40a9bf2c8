// The head of a run: status, phase, progress, and the most important figures.

import { html, nothing } from "../lib/lit.js";
import { between, bytes, duration, fixed, number, percent } from "../lib/format.js";
import { phase } from "../lib/run-state.js";
import { byDataset, hasEnded } from "../lib/runs.js";
import { mainScore } from "./run-columns.js";
import { mixture, progress, scores, status, tile } from "./pieces.js";

export function summary(state) {
	const job = state.job;
	const left = job.progress?.secondsLeft;
	return html`<section class="card run-state">
		<div class="row between"><span class="row">${status(job.status)}<span class="current">${phase(state)}</span>
			${job.reason ? html`<span class=${job.status === "FAILED" ? "bad" : "quiet"}>${job.reason}</span>` : nothing}</span>
			<span class="quiet current">${job.status === "RUNNING" && left != null ? `${duration(left)} left` : nothing}</span></div>
		${hasEnded(job) && job.status === "SUCCEEDED" ? nothing : progress(job)}
		${mixture(job.plan?.tasks)}</section>
		<div class="tiles">${tiles(state)}</div>`;
}

function tiles(state) {
	const job = state.job;
	const at = job.progress;
	const best = mainScore({ ...job, evaluated: byDataset(state.evaluations) });
	return html`${best ? tile(best.dataset, scores(best.metrics), "difference to a program that never reads") : nothing}
		${tile("Step", at ? number(at.step) : "–", at ? `of ${number(at.totalSteps)}` : `of ${number(job.preflight?.totalSteps)}`)}
		${tile("Epoch", at ? number(at.epoch) : "–", `of ${number(job.plan?.epochs)}`)}
		${tile(job.finishedAt ? "Took" : "Running for", duration(between(job.startedAt, job.finishedAt)), expected(job))}
		${at?.examplesPerSecond != null ? tile("Speed", fixed(at.examplesPerSecond, 1), "examples a second") : nothing}
		${state.checkpoint ? tile("Checkpoint", `step ${number(state.checkpoint.step)}`,
			`${bytes(state.checkpoint.bytes)} in ${fixed(state.checkpoint.seconds, 1)} s, ${percent(state.checkpoint.share, 1)} of the time`) : nothing}`;
}

function expected(job) {
	const seconds = job.preflight?.estimatedSeconds;
	return (seconds == null) ? nothing : `expected before the start: ${duration(seconds)}`;
}
