// Aliases: promotion, rollback and removal, with the time and caller of each move.

import { html, nothing } from "../lib/lit.js";
import { address, call, part, post, put, remove } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { link } from "../lib/router.js";
import { time } from "./pieces.js";

const SHOWN = 20;
const KINDS = { moved: "points to", "rolled-back": "rolled back to", removed: "removed", "model-deleted": "removed with its model" };

export function aliases(page) {
	if (!page.aliases) {
		load(page);
	}
	const all = page.aliases ?? [];
	const own = all.filter((one) => one.modelId === page.model.id);
	return html`<section class="card"><h2>Aliases</h2>
		<p>${own.length ? own.map((one) => html`<span class="tag alias">${one.alias}<button aria-label=${`Remove alias ${one.alias}`}
			@click=${() => change(page, `${one.alias} was removed.`, () => remove(`models/aliases/${part(one.alias)}`))}>×</button></span> `) : html`<span class="quiet">No alias points to this model.</span>`}</p>
		<form class="row" @submit=${(event) => promote(page, event)}><label class="unseen" for="alias">Alias</label>
			<input id="alias" name="alias" list="known-aliases" required placeholder="default" class="narrow">
			<datalist id="known-aliases">${["default", "production", ...all.map((one) => one.alias)].filter((name, at, names) => names.indexOf(name) === at)
				.map((name) => html`<option value=${name}></option>`)}</datalist>
			<button class="plain">Promote to this alias</button></form>
		${all.map((one) => history(page, one))}</section>`;
}

async function load(page) {
	page.aliases ??= [];
	const { items } = await call("models/aliases").catch(() => ({ items: [] }));
	page.aliases = await Promise.all(items.map(async (one) => ({ ...one,
		moves: (await call(address(`models/aliases/${part(one.alias)}/history`, { limit: SHOWN })).catch(() => ({ items: [] }))).items })));
	page.paint();
}

function promote(page, event) {
	event.preventDefault();
	const alias = new FormData(event.target).get("alias").trim();
	event.target.reset();
	change(page, `${alias} now points to ${page.model.name}.`, () => put(`models/aliases/${part(alias)}`, { model: page.model.id }));
}

function rollBack(page, one) {
	change(page, `${one.alias} was rolled back.`, () => post(`models/aliases/${part(one.alias)}/rollback`));
}

function change(page, told, action) {
	page.attempt(async () => {
		await action();
		announce(told);
		await load(page);
	});
}

/** The history of an alias; the last move can be reverted. */
function history(page, one) {
	const back = one.moves.some((move) => move.modelId && move.modelId !== one.modelId);
	return html`<details class="alias-history" data-alias=${one.alias}><summary><b>${one.alias}</b> ${one.modelId === page.model.id ? html`points to this model` : html`points to ${one.modelName}`}</summary>
		<ol class="plain-list small">${one.moves.map((move) => html`<li>${KINDS[move.kind]} ${move.modelId ? html`<a href=${link(`models/${move.modelId}`)}>${move.modelName}</a>` : nothing}
			<span class="quiet">${time(move.at)}, by ${move.by ?? "the service"}</span></li>`)}</ol>
		${back ? html`<button class="plain" @click=${() => rollBack(page, one)}>Roll back</button>` : nothing}</details>`;
}
