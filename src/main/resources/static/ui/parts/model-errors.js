// The questions of the evaluation set that a model gets wrong, one at a time: context, gold answers, its answer.

import { html, nothing } from "../lib/lit.js";
import { address, call, part } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { fixed, number } from "../lib/format.js";
import { link } from "../lib/router.js";
import { turned, turnOf } from "../lib/turn.js";
import { marked, occurrences } from "./marked.js";

const PAGE = 20;
const SOON = 250;
const LONGEST_IN_ADDRESS = 6000;
const KINDS = [["wrong-span", "Wrong span"], ["false-answer", "False answer"], ["missed-answer", "Missed answer"], ["right", "Right"]];

/** Reads the questions that the address selects; they follow the threshold of the studio. */
export function loadErrors(page, dataset) {
	const { query } = page.visit;
	const wanted = { dataset, verdict: kind(query), text: query.get("find"), seed: query.get("seed"), from: query.get("from"), threshold: query.get("threshold"), limit: PAGE };
	const key = JSON.stringify(wanted);
	if (page.errorsKey === key) {
		return;
	}
	const first = page.errorsKey === undefined;
	page.errorsKey = key;
	clearTimeout(page.errorsSoon);
	page.errorsSoon = setTimeout(() => read(page, wanted, key), first ? 0 : SOON);
}

async function read(page, wanted, key) {
	const found = await call(address(`models/${part(page.id)}/questions`, wanted), { signal: page.visit.signal }).catch(() => null);
	if (page.errorsKey === key) {
		page.questions = found;
		page.paint();
		if (page.turned) {
			page.turned = false;
			tell(page);
		}
	}
}

function kind(query) {
	return KINDS.some(([name]) => name === query.get("verdict")) ? query.get("verdict") : KINDS[0][0];
}

/** The keys J and K, or the arrows, go to the next question and back. */
export function errorKeys(page, event) {
	const step = page.questions ? turnOf(event) : 0;
	if (step) {
		event.preventDefault();
		turn(page, step);
		page.visit.view.querySelector(".errors")?.scrollIntoView({ block: "nearest" });
	}
}

function turn(page, step) {
	const place = turned({ at: at(page), from: Number(page.visit.query.get("from") ?? 0), size: PAGE, count: page.questions.items.length, next: page.questions.next }, step);
	if (place) {
		page.turned = "from" in place;
		page.visit.choose(place);
		page.turned || tell(page);
	}
}

function at(page) {
	return Math.max(0, Math.min(Number(page.visit.query.get("at") ?? 0), page.questions.items.length - 1));
}

function tell(page) {
	const one = page.questions.items[at(page)];
	if (one) {
		announce(`${one.question} Gold: ${one.golds[0] ?? "no answer"}. Answer: ${one.answer || "no answer"}.`);
	}
}

export function errors(page) {
	const found = page.questions;
	if (!found) {
		return nothing;
	}
	const chosen = kind(page.visit.query);
	const first = Number(page.visit.query.get("from") ?? 0);
	const place = at(page);
	const one = found.items[place];
	return html`<section class="card errors" aria-label="Errors to browse"><div class="row between"><h2>Questions of ${found.dataset}</h2>
		<span class="quiet small">at threshold ${fixed(found.threshold, 3)}</span></div>
		<div class="row verdicts" role="radiogroup" aria-label="Kind of answer">${KINDS.map(([name, told]) => html`<label class="inline"><input type="radio" name="verdict" .checked=${name === chosen}
			@change=${() => page.visit.choose({ verdict: name === KINDS[0][0] ? "" : name, from: "", at: "" })}> ${told} <b>${number(found.counts[name])}</b></label>`)}</div>
		<div class="row"><label class="unseen" for="find">Questions that contain</label><input id="find" type="search" class="narrow" placeholder="contains" .value=${page.visit.query.get("find") ?? ""}
			@change=${(event) => page.visit.choose({ find: event.target.value.trim(), from: "", at: "" })}>
			<button class="link small" @click=${() => page.visit.choose({ seed: String(Math.floor(Math.random() * 1e6)), from: "", at: "" })}>Shuffle</button>
			${page.visit.query.get("seed") ? html`<button class="link small" @click=${() => page.visit.choose({ seed: "", from: "", at: "" })}>In the dataset's order</button>` : nothing}</div>
		${one ? question(page, one) : html`<p class="quiet">No question matches.</p>`}
		<div class="row between"><button class="plain" ?disabled=${first + place === 0} @click=${() => turn(page, -1)}>Previous</button>
			<span class="quiet small">${found.total ? `${number(first + place + 1)} of ${number(found.total)}; keys J and K` : ""}</span>
			<button class="plain" ?disabled=${first + place + 1 >= found.total} @click=${() => turn(page, 1)}>Next</button></div></section>`;
}

function question(page, one) {
	const spans = [...new Set(one.golds)].flatMap((gold) => occurrences(one.context, gold, "gold"));
	const shown = one.answer || one.bestSpan;
	return html`<article class="compared">${one.article ? html`<p class="quiet small">${one.article.replaceAll("_", " ")}</p>` : nothing}
		<h3>${one.question}</h3>
		<p class="passage" role="region" aria-label="Context" tabindex="0">${marked(one.context, [...spans, ...occurrences(one.context, shown, one.answer ? "of-b" : "silenced")])}</p>
		<dl><dt>Gold</dt><dd>${one.golds.length ? [...new Set(one.golds)].map((gold, index) => html`${index ? " · " : nothing}<mark class="gold">${gold}</mark>`) : html`<i>no answer</i>`}</dd>
		<dt>Answer</dt><dd>${one.answer ? html`<mark class="of-b">${one.answer}</mark>` : html`<i>no answer</i>`}
			${!one.answer && one.bestSpan ? html`<span class="quiet small">the best span is <mark class="silenced">${one.bestSpan}</mark></span>` : nothing}</dd>
		<dt>F1</dt><dd>${fixed(100 * one.f1, 0)} %</dd><dt>Null odds</dt><dd>${fixed(one.nullOdds, 3)}</dd></dl>
		<p class="small"><a href=${link("ask", { question: one.question, context: one.context.slice(0, LONGEST_IN_ADDRESS), model: page.model.id })}>Ask the model this question</a></p></article>`;
}
