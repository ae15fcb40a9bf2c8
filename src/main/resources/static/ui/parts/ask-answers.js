// Answers of one or two models: marked in the text, with candidates to highlight, and a threshold that takes effect at once.

import { html, nothing } from "../lib/lit.js";
import { absolute } from "../lib/api.js";
import { fixed, milliseconds } from "../lib/format.js";
import { copy } from "../lib/files.js";
import { link } from "../lib/router.js";
import { goldsOf } from "./ask-examples.js";
import { gauge } from "./gauge.js";
import { marked, occurrences, spanOf } from "./marked.js";
import { warnings } from "./warnings.js";

export function answers(page) {
	const { context, contexts } = page.request.body;
	const texts = contexts ?? [context];
	const decided = page.results.map((result, at) => decide(result, page.thresholds?.of === page.results ? page.thresholds[at] : undefined));
	const differ = decided.length > 1 && decided[0].text !== decided[1].text;
	return html`${decided.length > 1 ? html`<p class=${`note ${differ ? "warn" : ""}`}>${differ ? "The models give different answers." : "Both models give the same answer."}</p>` : nothing}
		<div class="grid">${decided.map((one, at) => answer(page, one, at, texts))}</div>`;
}

/** Applies a threshold to a result: "" above it, else the best span. */
function decide(result, threshold) {
	const at = threshold ?? result.threshold;
	const best = (result.candidates ?? []).find((one) => one.answer !== "");
	const silent = result.nullOdds === null || !best || result.nullOdds > at;
	const moved = threshold !== undefined;
	const text = moved ? (silent ? "" : best.answer) : result.answer;
	const span = moved ? (silent ? null : best) : (result.answer ? result : null);
	return { result, threshold: at, text, span, moved };
}

function answer(page, { result, threshold, text, span, moved }, at, texts) {
	const model = page.models.find((one) => one.id === result.model);
	const lit = page.lit?.at === at ? page.lit : null;
	const shown = (lit ?? span)?.documentIndex ?? 0;
	const here = (one) => (one && (one.documentIndex ?? 0) === shown) ? one : null;
	const golds = goldsOf(page);
	const move = (value) => {
		page.thresholds = Object.assign([...(page.thresholds?.of === page.results ? page.thresholds : [])], { [at]: value, of: page.results });
		page.paint();
	};
	return html`<section class="card answer-card" aria-label=${`Answer of ${result.modelName ?? result.model}`}>
		<div class="row between small"><a href=${link(`models/${result.model}`)}>${result.modelName ?? result.model}</a>
			<button class="link" @click=${(event) => copy(curl(page, result), event.target)}>Copy as curl</button></div>
		<p class="answer" data-text>${text || html`<span class="quiet">No answer in this context</span>`}</p>
		${golds ? html`<p class="small">Gold: ${golds.length ? golds.map((gold, index) => html`${index ? " · " : nothing}<mark class="gold">${gold}</mark>`) : html`<i>no answer</i>`}</p>` : nothing}
		${result.probability === undefined || moved || !text ? nothing : html`<p class="small">Probability of being right: <b>${fixed(100 * result.probability, 0)} %</b>, calibrated on the evaluation set.</p>`}
		${texts.length > 1 ? html`<p class="quiet small">Text ${shown + 1} of ${texts.length}</p>` : nothing}
		<p class="passage" tabindex="0" role="region" aria-label=${`Context with the answer of ${result.modelName ?? result.model}`}>${marked(texts[shown], spans(texts[shown], here(span), here(lit), golds ?? []))}</p>
		${result.nullOdds === null || result.nullOdds === undefined ? nothing : gauge(result.nullOdds, threshold, result.threshold, move, at)}
		${moved ? html`<p class="small"><button class="link" @click=${() => move(undefined)}>Back to the model's threshold</button></p>` : nothing}
		<h2 class="minor">Candidates</h2>${candidates(page, result, at)}${timings(result.timings)}${warnings(model)}
		${result.truncated ? html`<p class="warn small">The question is too long: ${result.droppedPieces} word pieces were cut off.</p>` : nothing}</section>`;
}

function candidates(page, result, at) {
	const light = (candidate) => {
		page.lit = candidate?.answer ? { ...candidate, at } : null;
		page.paint();
		page.visit.view.querySelectorAll(".answer-card")[at]?.querySelector("mark.lit")?.scrollIntoView({ block: "nearest" });
	};
	return html`<ol class="candidates">${(result.candidates ?? []).map((one) => html`<li><button type="button" @mouseenter=${() => light(one)} @mouseleave=${() => light(null)}
		@focus=${() => light(one)} @blur=${() => light(null)}><span>${one.answer || html`<span class="quiet">no answer</span>`}</span>
		<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width=${100 * one.score} height="6" rx="1"/></svg>
		<span class="number">${fixed(100 * one.score, 1)} %</span></button></li>`)}</ol>`;
}

function timings(found) {
	if (!found) {
		return nothing;
	}
	const parts = [["waiting", found.queueMs], ["tokenising", found.tokenizeMs], ["model", found.inferMs], ["decoding", found.decodeMs]];
	return html`<p class="quiet small">${milliseconds(found.totalMs)}${found.cached ? ", from the cache" : html`: ${parts.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name} ${milliseconds(value)}`).join(", ")}`}${found.windows ? `, ${found.windows} ${found.windows === 1 ? "window" : "windows"}` : ""}</p>`;
}

/** The answer, a highlighted candidate, and the gold answers of a question of the evaluation set. */
function spans(text, span, lit, golds) {
	return [...(span ? [spanOf(text, span, "span")] : []), ...(lit ? [spanOf(text, lit, "lit")] : []), ...golds.flatMap((gold) => occurrences(text, gold, "gold"))];
}

function curl(page, result) {
	const body = { ...page.request.body, model: result.model };
	delete body.models;
	return `curl -fsS ${absolute("qa")} -H 'Content-Type: application/json' -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`;
}
