// The registered models with their aliases, scores and times.

import { html, nothing } from "../lib/lit.js";
import { address, call } from "../lib/api.js";
import { fixed, plural } from "../lib/format.js";
import { repeat } from "../lib/live.js";
import { link } from "../lib/router.js";
import { dot, empty, scores, time } from "../parts/pieces.js";
import { warnings } from "../parts/warnings.js";

const PAGE = 50;
const REFRESH = 10000;

export async function open(visit) {
	let asked = 0;
	const load = async () => {
		const mine = ++asked;
		const page = await call(address("models", { limit: PAGE, cursor: visit.query.get("cursor") }));
		if (mine === asked) {
			visit.paint(view(visit, page));
		}
	};
	await load();
	repeat(REFRESH, load, visit.signal).catch(visit.fail);
	return () => load().catch(visit.fail);
}

function view(visit, page) {
	return html`<div class="head"><h1>Models</h1>${page.items.length > 1 ? html`<a class="button plain" href="#/comparison">Compare answers</a>` : nothing}</div>
		<div class="card tight">${page.items.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Models"><table class="stack">
		<thead><tr><th>Model</th><th>Scores, %</th><th>Encoder</th><th class="number">Threshold</th><th>Registered</th><th><span class="unseen">Actions</span></th></tr></thead>
		<tbody>${page.items.map(row)}</tbody></table></div>` : empty("There are no models yet. A run registers a model when it succeeds.",
			html`<a class="button" href="#/new">Start a run</a>`)}</div>
		<nav class="row pages" aria-label="Pages of the list"><span class="quiet">${plural(page.items.length, "model")}</span>
		${visit.query.get("cursor") ? html`<a class="button plain" href="#/models">Newest</a>` : nothing}
		${page.nextCursor ? html`<a class="button plain" href=${link("models", { cursor: page.nextCursor })}>Older</a>` : nothing}</nav>`;
}

function row(model) {
	return html`<tr><td class="name"><a href=${link(`models/${model.id}`)}>${model.name}</a>
		${(model.aliases ?? []).map((alias) => html` <span class="tag alias" title="alias">${alias}</span>`)}
		${model.epoch ? html`<div class="quiet small plainly">epoch ${model.epoch}, ${model.selection ?? ""}</div>` : nothing}</td>
		<td data-label="Scores, %"><div class="by-dataset">${Object.entries(model.metrics ?? {}).map(([dataset, metrics]) => html`<div>${dot(dataset)}<span class="quiet">${dataset}</span>
			${scores(metrics)}</div>`)}${warnings(model)}</div></td>
		<td data-label="Encoder">${model.encoder}</td><td class="number" data-label="Threshold">${fixed(model.nullThreshold, 3)}</td>
		<td data-label="Registered">${time(model.createdAt)}</td>
		<td><a class="button plain" href=${link("ask", { model: model.id })}>Ask</a></td></tr>`;
}
