// Studies: many runs from one request.

import { html, nothing } from "../lib/lit.js";
import { address, call } from "../lib/api.js";
import { link } from "../lib/router.js";
import { empty, status, time } from "../parts/pieces.js";

const PAGE = 20;

export async function open(visit) {
	const page = { visit };
	page.paint = () => visit.paint(view(page));
	const load = async () => {
		page.found = await call(address("experiments", { limit: PAGE, from: visit.query.get("from") }));
		page.paint();
	};
	await load();
	return () => load().catch(visit.fail);
}

function view(page) {
	const { items, next } = page.found;
	return html`<div class="head"><h1>Experiments</h1><a class="button" href=${link("studies/new")}>New experiment</a></div>
		<div class="card tight">${items.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Experiments"><table class="stack"><thead><tr><th>Experiment</th><th>State</th><th>Runs</th><th>Created</th></tr></thead>
		<tbody>${items.map(row)}</tbody></table></div>` : empty("There are no experiments yet. An experiment runs one plan with every given value, mixture and seed, and reports the differences with their uncertainty.")}</div>
		${next ? html`<nav class="row pages" aria-label="Pages of the list"><a class="button plain" href=${link("studies", { from: next })}>Older</a></nav>` : nothing}`;
}

function row(study) {
	const counts = study.counts ?? {};
	const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
	const done = counts.SUCCEEDED ?? 0;
	return html`<tr><td class="name"><a href=${link(`studies/${study.id}`)}>${study.name}</a></td><td data-label="State">${status(study.state)}</td>
		<td data-label="Runs"><span>${done} of ${total}${counts.FAILED ? html`, <span class="bad">${counts.FAILED} failed</span>` : nothing}</span> <progress max=${total || 1} value=${done} aria-label=${`${done} of ${total} runs`}></progress></td>
		<td data-label="Created">${time(study.createdAt)}</td></tr>`;
}
