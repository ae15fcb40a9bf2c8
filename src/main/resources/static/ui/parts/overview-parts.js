// Active runs, waiting runs and newest results; on an empty service, the first steps.

import { html, nothing } from "../lib/lit.js";
import { duration, fixed, number, plural, signed } from "../lib/format.js";
import { link } from "../lib/router.js";
import { mixture, progress, scores, status, task, time } from "./pieces.js";
import { mainScore } from "./run-columns.js";

const NEWEST = 6;
const WAITING_SHOWN = 6;

export function welcome() {
	return html`<section class="card welcome"><h2>No model has been trained yet</h2>
		<ol><li><b>Train the sample.</b> It is included in the service, needs no download, and takes about five minutes. <a class="button" href="#/new?preset=sample">Start the sample run</a></li>
		<li><b>Ask the model.</b> The trained model answers questions about a text of your choice: <a href="#/ask">Ask</a>.</li>
		<li><b>Use your own data.</b> Put the files into the data folder, then select them in <a href="#/new">New run</a>.</li></ol></section>`;
}

export function work(page) {
	const waiting = page.waiting ?? [];
	return html`<section class="card"><h2>Active runs</h2>
		${page.active.length ? page.active.map((run) => html`<article class="active-run"><div class="row between"><a href=${link(`runs/${run.id}`)}><b>${run.name}</b></a>
			<span class="quiet current">${run.progress?.secondsLeft != null ? `${duration(run.progress.secondsLeft)} left` : run.progress?.step ? nothing : "preparing"}</span></div>
			${progress(run)}<div class="row between small quiet"><span>${run.progress ? `step ${number(run.progress.step)} of ${number(run.progress.totalSteps)}, epoch ${run.progress.epoch} of ${run.plan.epochs}` : status(run.status)}</span>
			<span class="current">${run.progress?.examplesPerSecond != null ? `${fixed(run.progress.examplesPerSecond, 1)} examples/s` : run.progress?.step ? "evaluating" : nothing}</span></div>${mixture(run.plan?.tasks)}</article>`)
			: html`<p class="quiet">No run is active.</p>`}</section>
		<section class="card"><h2>Waiting${waiting.length ? `: ${page.more ? "more than " : ""}${plural(waiting.length, "run")}` : ""}</h2>${waiting.length ? html`<ol class="plain-list">${waiting.slice(0, WAITING_SHOWN)
			.map((run) => html`<li class="row between"><a href=${link(`runs/${run.id}`)}>${run.name}</a><span class="quiet small">submitted ${time(run.createdAt)}${
			run.preflight?.estimatedSeconds ? `, takes about ${duration(run.preflight.estimatedSeconds)}` : nothing}</span></li>`)}</ol>${waiting.length > WAITING_SHOWN
			? html`<p class="small"><a href="#/runs?status=QUEUED">Show all waiting runs</a></p>` : nothing}` : html`<p class="quiet">No run is waiting.</p>`}</section>`;
}

/** The newest runs with their score beside the best run of the same dataset. */
export function newestResults({ items, best }) {
	const scored = items.map((run) => ({ run, score: mainScore(run) })).filter((one) => one.score);
	return html`<section class="card"><h2>Newest results</h2>${scored.length ? html`<ul class="plain-list results">${scored.slice(0, NEWEST).map((one) => {
		const top = best.get(one.score.dataset);
		return html`<li><div class="row between"><a href=${link(`runs/${one.run.id}`)}>${one.run.name}</a><span class="quiet small">${time(one.run.finishedAt ?? one.run.createdAt)}</span></div>
			<div class="row between small"><span>${task(one.score.dataset)} ${scores(one.score.metrics)}</span>
			<span>${!top ? nothing : top.score.value <= one.score.value ? html`<b class="good">best so far</b>`
				: html`<span class="quiet">${signed(one.score.value - top.score.value)} to <a href=${link(`runs/${top.run.id}`)}>the best</a></span>`}</span></div></li>`;
	})}</ul>` : html`<p class="quiet">No run has been evaluated yet.</p>`}
	${items.length > 1 ? html`<p class="small"><a href="#/runs">All runs</a></p>` : nothing}</section>`;
}
