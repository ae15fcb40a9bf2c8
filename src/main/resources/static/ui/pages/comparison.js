// Two models, or groups of seeds, question by question: the questions that one answers exactly and the other does not.

import { html, nothing } from "../lib/lit.js";
import { address, all, call } from "../lib/api.js";
import { copy } from "../lib/files.js";
import { plural } from "../lib/format.js";
import { link } from "../lib/router.js";
import { turned, turnOf } from "../lib/turn.js";
import { categories, overall } from "../parts/comparison-tables.js";
import { questionCard } from "../parts/comparison-question.js";
import { empty, field } from "../parts/pieces.js";
import { problem } from "../parts/problem.js";

const PAGE = 20;

export async function open(visit) {
	const page = { visit, models: [], found: null, at: 0, busy: false, error: null };
	page.paint = () => visit.paint(view(page));
	page.models = await all("models", 300);
	const load = async () => {
		const query = Object.fromEntries(visit.query);
		const asked = JSON.stringify({ ...query, at: undefined });
		page.at = Number(query.at ?? 0);
		if (query.a && query.b && page.asked !== asked) {
			page.asked = asked;
			Object.assign(page, { error: null, busy: true });
			page.paint();
			const { at, ...filter } = query;
			const next = await call(address("comparisons", { limit: PAGE, ...filter })).then((found) => ({ found, error: null }), refused);
			if (page.asked !== asked) {
				return;
			}
			Object.assign(page, next, { busy: false });
		}
		page.paint();
	};
	const keys = (event) => keyed(page, event);
	addEventListener("keydown", keys, { signal: visit.signal });
	await load();
	return () => load().catch(visit.fail);
}

/** Other models can be chosen after a refusal; the same ones are then asked again. */
function refused(error) {
	if (error.passing) {
		throw error;
	}
	return { found: null, error, asked: null };
}

/** The keys J and K, or the arrows, go to the next question and back. */
function keyed(page, event) {
	const step = page.found ? turnOf(event) : 0;
	if (step) {
		event.preventDefault();
		turn(page, step);
	}
}

function turn(page, step) {
	const from = Number(page.visit.query.get("from") ?? 0);
	const place = turned({ at: page.at, from, size: PAGE, count: page.found.items.length, next: page.found.next }, step);
	if (place) {
		page.visit.choose(place);
	}
}

function view(page) {
	const { query } = page.visit;
	const { found } = page;
	return html`<div class="head"><h1>Comparison of answers</h1>${found ? html`<button class="plain" @click=${(event) => markdown(page, event)}>Copy as Markdown</button>` : nothing}</div>
		<section class="card"><div class="fields">${field("a", "A", select(page, "a"))}${field("b", "B", select(page, "b"))}</div></section>
		${!query.get("a") || !query.get("b") ? html`<div class="card">${empty("Select two models that were evaluated on the same questions.")}</div>`
			: page.error ? problem(page.error) : !found ? html`<p class="quiet">Comparing…</p>` : html`<div class=${page.busy ? "stale" : ""}>${overall(page, found)}
			<div class="sides of-answers"><div>${questions(page, found)}</div><div>${categories(page, found)}</div></div></div>`}`;
}

function select(page, name) {
	const chosen = page.visit.query.get(name) ?? "";
	const several = chosen.includes(",");
	return html`<select id=${name} @change=${(event) => page.visit.choose({ [name]: event.target.value, from: "", at: "", value: "", category: "" })}><option value="">…</option>
		${several ? html`<option value=${chosen} selected>${plural(chosen.split(",").length, "model")}</option>` : nothing}${page.models.map((model) => html`
		<option value=${model.id} .selected=${model.id === chosen}>${[model.name, ...(model.aliases ?? [])].join(" · ")}</option>`)}</select>`;
}

function questions(page, found) {
	const { query } = page.visit;
	const at = Math.min(page.at, found.items.length - 1);
	const first = Number(query.get("from") ?? 0);
	return html`<section class="card"><div class="row between"><h2>${plural(found.total, "question")} won by one side</h2>
		<div class="row small">${[["", "both"], ["a", "A wins"], ["b", "B wins"]].map(([value, name]) => html`<label class="inline"><input type="radio" name="won" .checked=${(query.get("won") ?? "") === value}
			@change=${() => page.visit.choose({ won: value, from: "", at: "" })}> ${name}</label>`)}</div></div>
		${query.get("value") ? html`<p class="small">Only <b>${query.get("value")}</b>. <button class="link" @click=${() => page.visit.choose({ category: "", value: "", from: "", at: "" })}>All questions</button></p>` : nothing}
		${found.items.length ? html`${questionCard(page, found, found.items[at])}
		<div class="row between"><button class="plain" ?disabled=${first + at === 0} @click=${() => turn(page, -1)}>Previous</button>
			<span class="quiet small">${first + at + 1} of ${found.total}; keys J and K</span>
			<button class="plain" ?disabled=${first + at + 1 >= found.total} @click=${() => turn(page, 1)}>Next</button></div>` : html`<p class="quiet">No questions.</p>`}
		<p class="small"><a href=${link("ask", { question: found.items[at]?.question, context: found.items[at]?.context?.slice(0, 6000), model: query.get("a"), other: query.get("b") })}>Ask both models this question</a></p></section>`;
}

async function markdown(page, event) {
	const button = event.target;
	const { at, ...filter } = Object.fromEntries(page.visit.query);
	copy(await call(address("comparisons", { limit: PAGE, ...filter, format: "markdown" }), { headers: { Accept: "text/markdown, application/problem+json" } }), button);
}
