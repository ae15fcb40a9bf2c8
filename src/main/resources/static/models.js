// The registered models and their scores.

import { call } from "./api.js";
import { escape, number, time } from "./html.js";
import { mainScores } from "./scores.js";

export async function models(page) {
	const found = await call("models");
	page.innerHTML = `<h1>Models</h1><div class="card scroll">${found.items.length ? table(found.items)
		: `<p class="quiet">No model yet: a job registers one when it succeeds.</p>`}</div>`;
}

function table(items) {
	return `<table class="stack"><thead><tr><th>Model</th><th>Encoder</th><th>Scores, percent</th><th class="number">Threshold</th><th>Made</th></tr></thead>
		<tbody>${items.map(row).join("")}</tbody></table>`;
}

function row(model) {
	return `<tr><td><a href="#/jobs/${encodeURIComponent(model.id)}">${escape(model.name)}</a> ·
		<a href="#/ask?model=${encodeURIComponent(model.id)}">ask it</a></td><td data-label="Encoder">${escape(model.encoder)}</td>
		<td data-label="Scores"><span>${scores(model.metrics)}</span></td><td class="number" data-label="Threshold">${number(model.nullThreshold, 3)}</td>
		<td data-label="Made">${time(model.createdAt)}</td></tr>`;
}

function scores(metrics) {
	return Object.entries(metrics || {}).map(([dataset, values]) => `${escape(dataset)}: ${mainScores(values)}`).join("<br>");
}
