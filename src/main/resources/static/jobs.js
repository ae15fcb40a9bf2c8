// The list of jobs, one job with its charts, and the form that starts one.

import { call, post } from "./api.js";
import { lineChart } from "./chart.js";
import { announce } from "./connection.js";
import { duration, escape, fixed, number, pages, problem, status, time, title } from "./html.js";
import { patch } from "./patch.js";
import { empty, label, main, mainScores, percent } from "./scores.js";
import { seriesStyles } from "./series.js";

const REFRESH = 2000;
const PAGE = 50;
const ENDED = ["SUCCEEDED", "FAILED", "CANCELLED"];

export async function jobList(visit) {
	const cursor = visit.query.get("cursor");
	const path = `jobs?limit=${PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;
	await repeat(visit, async () => {
		const found = await call(path);
		patch(visit.view, `<div class="row title"><h1>Jobs</h1><a class="button" href="#/new">New job</a></div>
			<div class="card scroll">${found.items.length ? table(found.items) : `<p class="quiet">No job yet. Start one with
			<a href="#/new">New job</a>; the sample data needs no download.</p>`}</div>${pages("#/jobs", cursor, found.nextCursor)}`);
	});
}

function table(jobs) {
	return `<table class="stack"><thead><tr><th>Job</th><th>Encoder</th><th>Status</th><th>Progress</th><th>Submitted</th></tr></thead>
		<tbody>${jobs.map(row).join("")}</tbody></table>`;
}

function row(job) {
	return `<tr data-row="${escape(job.id)}"><td><a href="#/jobs/${encodeURIComponent(job.id)}">${escape(job.name)}</a></td>
		<td data-label="Encoder">${escape(job.plan?.encoder)}</td><td data-label="Status">${status(job.status)}</td>
		<td data-label="Progress">${bar(job.progress)}</td><td data-label="Submitted">${time(job.createdAt)}</td></tr>`;
}

function bar(progress) {
	return progress?.totalSteps ? `<progress max="${progress.totalSteps}" value="${progress.step}"
		aria-label="step ${progress.step} of ${progress.totalSteps}"></progress>` : "";
}

export async function jobPage(visit, id) {
	const path = `jobs/${encodeURIComponent(id)}`;
	let before = null;
	const refresh = async () => {
		const [job, metrics] = await Promise.all([call(path), call(`${path}/metrics?points=400`)]);
		if (visit.left) {
			return false;
		}
		patch(visit.view, `<div data-problem data-kept></div><div>${head(job)}</div><div>${body(metrics, job)}</div>`);
		title(job.name);
		if (before && before !== job.status) {
			announce(`${job.name}: ${job.status}`);
		}
		before = job.status;
		return !ENDED.includes(job.status);
	};
	visit.view.addEventListener("click", cancelOnClick(path, visit.view, refresh));
	await repeat(visit, refresh);
}

function cancelOnClick(path, view, refresh) {
	return async (event) => {
		if (event.target.matches("[data-cancel]") && confirm("Cancel this job? Its last checkpoint is kept.")) {
			event.target.disabled = true;
			await call(path, { method: "DELETE" }).then(refresh).catch((error) => {
				event.target.disabled = false;
				view.querySelector("[data-problem]").innerHTML = problem(error);
			});
		}
	};
}

function head(job) {
	const active = !ENDED.includes(job.status);
	const action = active ? `<button class="plain" data-cancel>Cancel</button>`
		: (job.status === "SUCCEEDED") ? `<a class="button" href="#/ask?model=${encodeURIComponent(job.id)}">Ask it</a>` : "";
	return `<div class="row title"><h1>${escape(job.name)}</h1>${action}</div>
		<div class="card"><div class="row"><span>${status(job.status)} ${escape(job.reason)}</span>
		<span class="quiet current">${active ? escape(phase(job)) : ""}</span></div>
		${bar(job.progress)}
		<dl>${job.progress ? steps(job) : ""}<dt>Encoder</dt><dd>${escape(job.plan?.encoder)}</dd></dl></div>`;
}

/** What the job is doing; while it evaluates it has no speed. */
function phase(job) {
	const progress = job.progress;
	if (job.status !== "RUNNING" || progress?.secondsLeft == null) {
		return "";
	}
	const left = `${duration(progress.secondsLeft)} left`;
	return progress.examplesPerSecond == null ? `evaluating epoch ${progress.epoch}, ${left}` : left;
}

function steps(job) {
	const progress = job.progress;
	const speed = (progress.examplesPerSecond == null) ? ""
		: `<dt>Speed</dt><dd>${fixed(progress.examplesPerSecond, 1)} examples/s</dd>`;
	return `<dt>Step</dt><dd>${number(progress.step)} of ${number(progress.totalSteps)}</dd>
		<dt>Epoch</dt><dd>${number(progress.epoch)} of ${number(job.plan?.epochs)}</dd>${speed}`;
}

function body(metrics, job) {
	const datasets = [...(job.plan?.tasks || []), ...metrics.tasks, ...metrics.evaluations].map((one) => one.dataset);
	const styles = seriesStyles(datasets.concat(metrics.training.map((point) => point.task)));
	return `<div class="grid"><section class="card"><h2>Training loss</h2>${lossChart(metrics.training, styles)}</section>
		<section class="card"><h2>Evaluation, percent</h2>${evaluationChart(metrics.evaluations, styles)}</section></div>
		<section class="card scroll"><h2>Scores</h2>${scores(metrics.evaluations)}</section>
		<section class="card scroll"><h2>How the tasks were mixed</h2>${mixing(metrics.tasks)}</section>
		<details class="card" id="plan"><summary>Plan and pre-flight report</summary>
		<pre class="scroll">${escape(JSON.stringify({ plan: job.plan, preflight: job.preflight }, null, 2))}</pre></details>`;
}

function lossChart(points, styles) {
	const tasks = [...new Set(points.map((point) => point.task))];
	const series = tasks.map((task) => ({
		name: escape(task),
		style: styles(task),
		points: smooth(points.filter((point) => point.task === task)).map((point) => [point.step, point.loss]),
	}));
	return lineChart(series, { title: "Loss over steps, by task", x: "step", includeZero: true, whole: true });
}

function smooth(points) {
	const width = Math.max(1, Math.floor(points.length / 40));
	return points.map((point, index) => {
		const window = points.slice(Math.max(0, index - width + 1), index + 1);
		return { step: point.step, loss: window.reduce((sum, one) => sum + one.loss, 0) / window.length };
	});
}

function evaluationChart(evaluations, styles) {
	const series = [];
	for (const dataset of new Set(evaluations.map((one) => one.dataset))) {
		const own = evaluations.filter((one) => one.dataset === dataset);
		main(own[0].metrics).forEach((metric, index) => series.push({
			name: escape(`${dataset} ${label(metric)}`),
			style: styles(dataset, index),
			points: own.map((one) => [one.epoch, percent(one.metrics, metric)]),
		}));
	}
	return lineChart(series, { title: "Scores over epochs", x: "epoch", includeZero: true, whole: true });
}

function scores(evaluations) {
	if (evaluations.length === 0) {
		return `<p class="quiet">The first evaluation comes at the end of epoch 1.</p>`;
	}
	return `<table><thead><tr><th>Epoch</th><th>Dataset</th><th>Percent</th></tr></thead><tbody>${evaluations.map((one) =>
		`<tr><td>${one.epoch}</td><td class="name">${escape(one.dataset)}</td><td>${mainScores(one.metrics)}${empty(one.metrics)}</td></tr>`)
		.join("")}</tbody></table>
		<details id="figures"><summary>Every figure of the newest evaluation</summary><dl>${Object.entries(newest(evaluations))
			.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${number(value, 4)}</dd>`).join("")}</dl></details>`;
}

/** All figures of the last epoch, by dataset and name. */
function newest(evaluations) {
	const last = Math.max(...evaluations.map((one) => one.epoch));
	return Object.fromEntries(evaluations.filter((one) => one.epoch === last)
		.flatMap((one) => Object.entries(one.metrics).map(([name, value]) => [`${one.dataset} ${name}`, value])));
}

function mixing(tasks) {
	return `<table><thead><tr><th>Dataset</th><th class="number">Weight</th><th class="number">Draws</th>
		<th class="number">Passes</th><th class="number">Mean loss</th></tr></thead><tbody>${(tasks || []).map((task) =>
		`<tr><td class="name">${escape(task.dataset)}</td><td class="number">${number(task.weight, 4)}</td>
		<td class="number">${number(task.draws)}</td><td class="number">${fixed(task.passes)}</td>
		<td class="number">${fixed(task.draws ? task.meanLoss : null)}</td></tr>`).join("")}</tbody></table>`;
}

export async function newJob({ view }) {
	const sample = await call("sample-job.json");
	view.innerHTML = `<h1>New job</h1><form class="card"><div class="field"><label for="plan">Plan
		<span class="hint">JSON as for POST /jobs; what is left out takes the paper's value</span></label>
		<textarea id="plan" class="code" rows="25" spellcheck="false">${escape(JSON.stringify(sample, null, 2))}</textarea></div>
		<div><button>Start training</button> <span class="quiet" role="status" data-note></span></div></form><div data-problem></div>`;
	const form = view.querySelector("form");
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		await submit(view, form);
	});
}

async function submit(view, form) {
	const button = form.querySelector("button");
	const note = form.querySelector("[data-note]");
	button.disabled = true;
	note.textContent = "Reading and counting the data…";
	try {
		const job = await post("jobs", form.querySelector("textarea").value);
		location.hash = `#/jobs/${encodeURIComponent(job.id)}`;
	}
	catch (error) {
		view.querySelector("[data-problem]").innerHTML = problem(error);
	}
	finally {
		button.disabled = false;
		button.focus();
		note.textContent = "";
	}
}

/** Refreshes now and then while the visit lasts, until the refresh returns false. A fault that passes is waited out. */
async function repeat(visit, refresh) {
	let timer;
	visit.onLeave(() => clearTimeout(timer));
	const turn = async () => {
		try {
			if (await refresh() === false) {
				return;
			}
		}
		catch (error) {
			if (!error.passing) {
				visit.fail(error);
				return;
			}
		}
		timer = visit.left ? null : setTimeout(turn, REFRESH);
	};
	if (await refresh() !== false) {
		timer = visit.left ? null : setTimeout(turn, REFRESH);
	}
}
