// Datasets: available and missing files; declaration and upload of new datasets.

import { html, nothing } from "../lib/lit.js";
import { call, part, put } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { bytes, number } from "../lib/format.js";
import { go, link } from "../lib/router.js";
import { label } from "../lib/scores.js";
import { empty, field, task } from "../parts/pieces.js";
import { fault, problem } from "../parts/problem.js";

const TICKETS = { head: "classification", format: "csv", columns: { first: "text", label: "intent" }, evaluationShare: 0.2 };

export async function open(visit) {
	const page = { visit, items: (await call("datasets")).items, error: null };
	page.paint = () => visit.paint(view(page));
	page.paint();
}

function view(page) {
	return html`<div class="head"><h1>Datasets</h1></div>
		<div class="card tight">${page.items.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Datasets"><table class="stack"><thead><tr><th>Dataset</th><th>State</th><th>Head</th><th>Metric</th>
		<th class="number">Training examples</th><th class="number">Evaluation examples</th><th>Origin</th></tr></thead><tbody>${[...page.items].sort((a, b) => b.usable - a.usable).map(row)}</tbody></table></div>` : empty("There are no datasets.")}</div>
		<section class="card"><details ?open=${Boolean(page.error)}><summary>Declare your own dataset</summary>${page.error ? problem(page.error, ["name"]) : nothing}${form(page)}</details></section>`;
}

function row(one) {
	return html`<tr><td class="name"><a href=${link(`datasets/${part(one.name)}`)}>${task(one.name)}</a></td>
		<td data-label="State">${one.usable ? html`<span class="good">ready</span>` : html`<details class="missing small"><summary><span class="warn">not ready</span></summary>${(one.missing ?? []).map((fault) => html`<p>${fault}</p>`)}</details>`}</td>
		<td data-label="Head">${one.head?.replaceAll("-", " ") ?? "–"}</td><td data-label="Metric">${one.metric ? label(one.metric) : "–"}</td>
		<td class="number" data-label="Training examples">${counted(one.train)}</td><td class="number" data-label="Evaluation examples">${counted(one.evaluation)}</td>
		<td data-label="Origin">${origin(one)}</td></tr>`;
}

const ORIGINS = { sample: "included", official: "official", setting: "setting", folder: "dataset.yml", upload: "uploaded" };

/** The origin of its definition. */
export function origin(dataset) {
	return ORIGINS[String(dataset.origin).toLowerCase()] ?? dataset.origin;
}

/** Large files are counted when they are first read. */
function counted(split) {
	return !split?.file ? "–" : (split.rows ?? null) !== null ? number(split.rows) : bytes(split.bytes);
}

function form(page) {
	return html`<form @submit=${(event) => declare(page, event)}><div class="fields">${field("dataset-name", "Name", html`<input id="dataset-name" name="name" required pattern="[A-Za-z0-9._\\-]+">${fault(page.error, "name")}`, "letters, digits, . _ -")}</div>
		<div class="field"><label for="definition">Definition <span class="hint">JSON; the API page describes every field</span></label>
		<textarea id="definition" name="definition" class="code" rows="9" spellcheck="false">${JSON.stringify(TICKETS, null, 2)}</textarea></div>
		<div class="row"><button>Declare</button></div></form>`;
}

async function declare(page, event) {
	event.preventDefault();
	const fields = new FormData(event.target);
	page.error = null;
	try {
		const made = await put(`datasets/${part(fields.get("name"))}`, fields.get("definition"));
		announce("The dataset was declared.");
		go(`datasets/${part(made.name)}`);
	}
	catch (error) {
		page.error = error;
		page.paint();
	}
}
