// The registered models and their scores.

import { call } from "./api.js";
import { escape, fixed, pages, time } from "./html.js";
import { mainScores, warnings } from "./scores.js";

const PAGE = 50;

export async function models({ view, query }) {
	const cursor = query.get("cursor");
	const found = await call(`models?limit=${PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
	view.innerHTML = `<h1>Models</h1><div class="card scroll">${found.items.length ? table(found.items)
		: `<p class="quiet">No model yet: a job registers one when it succeeds.</p>`}</div>${pages("#/models", cursor, found.nextCursor)}`;
}

function table(items) {
	return `<table class="stack"><thead><tr><th>Model</th><th>Encoder</th><th>Scores, percent</th><th class="number">Threshold</th><th>Made</th></tr></thead>
		<tbody>${items.map(row).join("")}</tbody></table>`;
}

function row(model) {
	return `<tr><td><a href="#/jobs/${encodeURIComponent(model.jobId)}">${escape(model.name)}</a>
		${aliases(model)} · <a href="#/ask?model=${encodeURIComponent(model.id)}">ask it</a>${chosen(model)}</td><td data-label="Encoder">${escape(model.encoder)}</td>
		<td data-label="Scores"><div>${scores(model.metrics)}${warnings(model)}</div></td><td class="number" data-label="Threshold">${fixed(model.nullThreshold, 3)}</td>
		<td data-label="Made">${time(model.createdAt)}</td></tr>`;
}

function aliases(model) {
	return (model.aliases || []).map((alias) => `<span class="status" title="alias">${escape(alias)}</span>`).join(" ");
}

function chosen(model) {
	return model.epoch ? `<br><span class="quiet">epoch ${model.epoch}: ${escape(model.selection || "")}</span>` : "";
}

function scores(metrics) {
	return Object.entries(metrics || {}).map(([dataset, values]) => `${escape(dataset)}: ${mainScores(values)}`).join("<br>");
}
