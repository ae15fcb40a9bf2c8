// A live view of one run: its activity, curves, scores and environment.

import { html, nothing } from "../lib/lit.js";
import { attempt } from "../lib/attempt.js";
import { announce } from "../lib/connection.js";
import { call, part, Problem } from "../lib/api.js";
import { follow, repeat } from "../lib/live.js";
import { readPart, runState, take } from "../lib/run-state.js";
import { hasEnded } from "../lib/runs.js";
import { problem } from "../parts/problem.js";
import { affinityCard, readAffinity } from "../parts/run-affinity.js";
import { actions } from "../parts/run-actions.js";
import { curves, mixtureChart } from "../parts/run-curves.js";
import { attemptsTable, environment, evaluationsTable, log, mixing, planTable } from "../parts/run-panels.js";
import { notes } from "../parts/run-notes.js";
import { summary } from "../parts/run-summary.js";

const PAINTS_PER_SECOND = 2;
const LOG_LINES = 200;
const RELOAD_AFTER = 500;
const PAUSED_EVERY = 5000;

export async function open(visit) {
	const state = await runState(visit.id);
	// Of an address that ends in "latest", all later calls refer to the run that is shown.
	const page = { id: state.job.id, visit, state, lines: "", error: null };
	page.paint = () => visit.paint(view(page));
	page.reload = () => reload(page);
	page.zoomed = (from, to) => readPart(page.state, page.id, from, to).then(page.paint, () => {});
	page.attempt = (action) => attempt(page, action);
	visit.title(page.state.job.name);
	page.paint();
	readLog(page);
	call(`jobs/${part(page.id)}/environment`).then((found) => {
		page.environment = found;
		page.paint();
	}).catch(() => {});
	live(page);
	return page.paint;
}

/** Follows the run until it has ended; paints at most twice a second, and announces each change of status once. */
async function live(page) {
	let waiting = false;
	const paintSoon = () => {
		if (!waiting) {
			waiting = true;
			setTimeout(() => {
				waiting = false;
				page.visit.title(running(page.state.job));
				page.paint();
			}, 1000 / PAINTS_PER_SECOND);
		}
	};
	let before = page.state.job.status;
	let last;
	let paused;
	try {
		do {
			last = await follow(`jobs/${part(page.id)}/events`, (name, data) => {
				if (take(page.state, name, data)) {
					reloadSoon(page);
				}
				if (before !== page.state.job.status) {
					before = page.state.job.status;
					announce(`${page.state.job.name}: ${before.toLowerCase()}`);
				}
				paintSoon();
			}, page.visit.signal, last);
			paused = page.state.job.status === "PAUSED";
			await page.reload();
		} while (paused && (page.state.job.status !== "PAUSED" || await continued(page)));
	}
	catch (error) {
		page.error = error;
		page.paint();
	}
}

/** Waits until a paused run is no longer paused, or has been meanwhile: its experiment continues it. Returns false if the page has been left. */
async function continued(page) {
	const attempts = ({ attempts }) => attempts?.length ?? 0;
	await repeat(PAUSED_EVERY, async () => {
		const job = await call(`jobs/${part(page.id)}`);
		return job.status === "PAUSED" && attempts(job) === attempts(page.state.job);
	}, page.visit.signal);
	return !page.visit.signal.aborted;
}

function running(job) {
	const progress = job.progress;
	return (job.status === "RUNNING" && progress?.totalSteps) ? `${Math.floor(100 * progress.step / progress.totalSteps)} % ${job.name}` : job.name;
}

/** Many events of an old run arrive at once; they cause only one call. */
function reloadSoon(page) {
	clearTimeout(page.reloading);
	page.reloading = setTimeout(() => page.visit.signal.aborted || reload(page).catch(() => {}), RELOAD_AFTER);
}

async function reload(page) {
	page.state.job = await call(`jobs/${part(page.id)}`);
	await readAffinity(page.state);
	await readLog(page);
	page.paint();
}

async function readLog(page) {
	page.lines = await call(`jobs/${part(page.id)}/logs?lines=${LOG_LINES}`, { headers: { Accept: "text/plain, application/problem+json" } }).catch(() => "");
	page.paint();
}

function view(page) {
	const { state } = page;
	const job = state.job;
	return html`<div class="head"><h1>${job.name}</h1>${actions(page)}</div>
		${page.error ? problem(page.error) : nothing}
		${job.problem ? problem(new Problem(job.problem, job.problem.status)) : nothing}
		${summary(state)}
		${curves(page)}
		<div class="sides"><div>
			<section class="card"><h2>Scores</h2>${evaluationsTable(state)}</section>
			<section class="card"><h2>Mixture of tasks</h2>${mixing(state)}${mixtureChart(state)}</section>
			${affinityCard(state)}
			<section class="card"><h2>Log</h2>${log(page.lines, hasEnded(job))}</section>
		</div><div>
			<section class="card">${notes(page)}</section>
			<section class="card"><h2>Plan</h2>${planTable(job)}</section>
			<section class="card"><h2>Attempts</h2>${attemptsTable(job)}</section>
			<section class="card"><h2>Environment</h2>${environment(page.environment)}</section>
		</div></div>`;
}
