// Tables of a run: scores, mixing, plan, attempts, environment, log.

import { html, nothing } from "../lib/lit.js";
import { between, bytes, duration, fixed, number, percent, short } from "../lib/format.js";
import { moment } from "../lib/format.js";
import { label, mainMetrics } from "../lib/scores.js";
import { score, status, task } from "./pieces.js";

export function evaluationsTable({ evaluations, job }) {
	if (!evaluations.length) {
		return html`<p class="quiet">The first evaluation follows at the end of epoch 1.</p>`;
	}
	const figures = evaluations.filter((one) => one.epoch === evaluations.at(-1).epoch);
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Scores"><table><thead><tr><th class="number">Epoch</th><th>Dataset</th><th>Scores, %</th></tr></thead><tbody>${
		evaluations.map((one) => html`<tr><td class="number">${one.epoch}</td><td>${task(one.dataset)}</td>
		<td><span class="scores">${mainMetrics(one.metrics).map((metric) => score(one.metrics, metric))}</span></td></tr>`)}</tbody></table></div>
		<p class="quiet small">Each score is followed by its difference to a program that never reads.</p>
		<details id="figures"><summary>All figures of the newest evaluation</summary><dl>${figures.flatMap((one) => Object.entries(one.metrics)
			.map(([name, value]) => html`<dt>${one.dataset} ${label(name)}</dt><dd>${number(value, 4)}</dd>`))}</dl></details>`;
}

export function mixing({ tasks, job }) {
	const planned = new Map((job.preflight?.tasks ?? []).map((one) => [one.dataset, one]));
	const shown = tasks?.length ? tasks : job.preflight?.tasks ?? [];
	const draws = shown.reduce((sum, one) => sum + (one.draws ?? 0), 0);
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Mixing"><table class="compact"><thead><tr><th>Task</th><th class="number">Weight</th><th class="number">Actual</th>
		<th class="number">Steps</th><th class="number">planned</th><th class="number">Passes</th><th class="number">planned</th><th class="number">Mean loss</th></tr></thead>
		<tbody>${shown.map((one) => html`<tr><td>${task(one.dataset)}</td><td class="number">${percent(one.weight, 1)}</td>
		<td class="number">${draws ? percent(one.draws / draws, 1) : "–"}</td><td class="number">${number(one.draws)}</td>
		<td class="number">${number(planned.get(one.dataset)?.steps)}</td><td class="number">${one.draws === undefined ? "–" : fixed(one.passes)}</td>
		<td class="number">${fixed(planned.get(one.dataset)?.passes)}</td><td class="number">${fixed(one.draws ? one.meanLoss : null, 3)}</td></tr>`)}</tbody></table></div>`;
}

const SKIPPED = ["name", "tasks", "limits", "encoder"];

export function planTable(job) {
	const plan = job.plan ?? {};
	return html`<dl><dt>Encoder</dt><dd>${plan.encoder}</dd>${Object.entries(plan).filter(([name, value]) => !SKIPPED.includes(name) && value !== null).map(([name, value]) =>
		html`<dt>${words(name)}</dt><dd>${typeof value === "number" ? short(value) : typeof value === "object" ? JSON.stringify(value) : value}</dd>`)}
		${Object.entries(plan.limits ?? {}).filter(([, value]) => Object.keys(value ?? {}).length).map(([split, value]) =>
		html`<dt>Limits, ${split}</dt><dd>${Object.entries(value).map(([dataset, most]) => `${dataset} ${number(most)}`).join(", ")}</dd>`)}</dl>
		<details><summary>Plan and pre-flight report as JSON</summary><pre>${JSON.stringify({ plan, preflight: job.preflight }, null, 2)}</pre></details>`;
}

/** "maxAnswerLength" as words. */
export function words(name) {
	const text = name.replace(/([a-z])([A-Z])/g, (both, one, next) => `${one} ${next.toLowerCase()}`);
	return text[0].toUpperCase() + text.slice(1);
}

export function attemptsTable(job) {
	return job.attempts?.length ? html`<ol class="attempts">${job.attempts.map((one) => html`<li>
		<div class="row between"><span>${status(one.outcome ?? "RUNNING")} on ${one.node}</span><span class="quiet">${duration(between(one.startedAt, one.endedAt))}</span></div>
		<div class="quiet small">${moment(one.startedAt)}${one.fromStep ? `, from step ${number(one.fromStep)}` : nothing}</div>
		${one.reason ? html`<div class="small">${one.reason}</div>` : nothing}${(one.notes ?? []).map((note) => html`<div class="small warn">${note}</div>`)}</li>`)}</ol>`
		: html`<p class="quiet">No worker has started this run yet.</p>`;
}

export function environment(found) {
	if (!found) {
		return html`<p class="quiet">Available once the first attempt has started.</p>`;
	}
	const flat = (value, path) => (value !== null && typeof value === "object" && !Array.isArray(value))
		? Object.entries(value).flatMap(([name, one]) => flat(one, path ? `${path} ${name}` : name)) : [[path, Array.isArray(value) ? value.join(", ") : value]];
	const [plain, hashes] = [flat(found, "").filter(([path]) => !/Hashes/.test(path)), flat(found, "").filter(([path]) => /Hashes/.test(path))];
	const list = (pairs) => html`<dl>${pairs.map(([name, value]) => html`<dt>${words(name)}</dt><dd>${/[bB]ytes$/.test(name) ? bytes(value) : String(value)}</dd>`)}</dl>`;
	return html`${list(plain)}${hashes.length ? html`<details class="hashes"><summary>Hashes of data and encoder</summary>${list(hashes)}</details>` : nothing}`;
}

export function log(lines, ended) {
	return lines ? html`<pre class="log" tabindex="0" role="region" aria-label="Log, newest line first">${lines.trimEnd().split("\n").reverse().join("\n")}</pre>`
		: html`<p class="quiet">${ended ? "There is no log." : "The log is empty so far."}</p>`;
}
