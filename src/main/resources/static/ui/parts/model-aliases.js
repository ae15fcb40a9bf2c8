// Names that point to a model: set here, moved back, with their history as far as this browser has seen it.

import { html, nothing } from "../lib/lit.js";
import { call, part, put, remove } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { link } from "../lib/router.js";
import { moment } from "../lib/format.js";

const KEY = "mtdnn.aliases";
const KEPT = 20;

export function aliases(page) {
	if (!page.aliases) {
		load(page);
	}
	const all = page.aliases ?? [];
	const own = all.filter((one) => one.modelId === page.model.id);
	return html`<section class="card"><h2>Aliases</h2>
		<p>${own.length ? own.map((one) => html`<span class="tag alias">${one.alias}<button aria-label=${`Remove alias ${one.alias}`}
			@click=${() => change(page, one.alias, null)}>×</button></span> `) : html`<span class="quiet">None points here.</span>`}</p>
		<form class="row" @submit=${(event) => submit(page, event)}><label class="unseen" for="alias">Alias</label>
			<input id="alias" name="alias" list="known-aliases" required placeholder="default" class="narrow">
			<datalist id="known-aliases">${["default", "production", ...all.map((one) => one.alias)].filter((name, at, names) => names.indexOf(name) === at)
				.map((name) => html`<option value=${name}></option>`)}</datalist>
			<button class="plain">Promote to this alias</button></form>
		${history(page, all)}</section>`;
}

async function load(page) {
	page.aliases = [];
	page.aliases = (await call("models/aliases").catch(() => ({ items: [] }))).items;
	page.paint();
}

function submit(page, event) {
	event.preventDefault();
	change(page, new FormData(event.target).get("alias").trim(), page.model.id);
	event.target.reset();
}

/** Points an alias to a model, or removes it. */
function change(page, alias, model) {
	page.attempt(async () => {
		const before = page.aliases.find((one) => one.alias === alias);
		await (model ? put(`models/aliases/${part(alias)}`, { model }) : remove(`models/aliases/${part(alias)}`));
		remember({ alias, from: before?.modelId, fromName: before?.modelName, at: new Date().toISOString() });
		announce(model ? `${alias} now points to ${page.model.name}.` : `${alias} is removed.`);
		await load(page);
	});
}

function remember(entry) {
	localStorage.setItem(KEY, JSON.stringify([entry, ...moves()].slice(0, KEPT)));
}

function moves() {
	return JSON.parse(localStorage.getItem(KEY) ?? "[]");
}

/** Moves made in this browser; each can be taken back. */
function history(page, all) {
	const shown = moves().filter((move) => move.from && all.find((one) => one.alias === move.alias)?.modelId !== move.from);
	return shown.length ? html`<details><summary>Moves made in this browser</summary><ul class="plain-list">${shown.map((move) => html`<li><b>${move.alias}</b>
		pointed to <a href=${link(`models/${move.from}`)}>${move.fromName}</a> until ${moment(move.at)}
		<button class="link" @click=${() => change(page, move.alias, move.from)}>Roll back</button></li>`)}</ul></details>` : nothing;
}
