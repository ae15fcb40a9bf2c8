// One question with its context, the gold answers and those of both sides.

import { html, nothing } from "../lib/lit.js";
import { fixed } from "../lib/format.js";
import { marked, occurrences } from "./marked.js";

export function questionCard(page, found, one) {
	return html`<article class="compared"><p class="quiet small">${one.article ? `${one.article.replaceAll("_", " ")} · ` : nothing}${one.won} wins</p>
		<h3>${one.question}</h3>
		<p class="passage" role="region" aria-label="Context" tabindex="0">${marked(one.context, spans(one))}</p>
		<dl><dt>Gold</dt><dd>${one.golds.length ? [...new Set(one.golds)].map((gold, at) => html`${at ? " · " : nothing}<mark class="gold">${gold}</mark>`) : html`<i>no answer</i>`}</dd>
		${side("A", found.a, one.a)}${side("B", found.b, one.b)}</dl></article>`;
}

function side(name, models, answers) {
	return answers.map((answer, at) => html`<dt>${name}${models.length > 1 ? ` ${at + 1}` : nothing}</dt><dd><span class=${answer.exact ? "good" : "bad"}>${answer.exact ? "✓" : "✗"}</span>
		<mark class=${name === "A" ? "of-a" : "of-b"}>${answer.answer || html`<i>no answer</i>`}</mark>
		<span class="quiet small">F1 ${fixed(100 * answer.f1, 0)}${answer.nullOdds === undefined || answer.nullOdds === null ? nothing : `, null odds ${fixed(answer.nullOdds, 2)}`}${
		!answer.answer && answer.bestSpan ? html`, best span <q>${answer.bestSpan}</q>` : nothing}</span></dd>`);
}

/** Gold answers and both sides' answers at every occurrence in the context; answers have only a text, no position. */
function spans({ context, golds, a, b }) {
	const texts = [...golds.map((text) => ["gold", text]), ...a.map((one) => ["of-a", one.answer]), ...b.map((one) => ["of-b", one.answer])];
	return texts.flatMap(([kind, text]) => occurrences(context, text, kind));
}
