// Questions of the evaluation set of the selected model, with their gold answers.

import { html, nothing } from "../lib/lit.js";
import { address, call, part } from "../lib/api.js";
import { isSpan } from "../lib/scores.js";

const SHOWN = 4;
const SEEDS = 1e6;

/** A sample of questions; a new one is drawn for another model or on request. */
export function examples(page) {
	const model = asked(page);
	const [dataset] = Object.entries(model?.metrics ?? {}).find(([, metrics]) => isSpan(metrics)) ?? [];
	if (!dataset) {
		return nothing;
	}
	if (page.examplesOf !== model.id) {
		draw(page, model, dataset);
	}
	return page.examples?.length !== 0 ? html`<div class="row small chips examples"><span class="quiet">From ${dataset}</span>${page.examples?.map((one) => html`<button type="button" class="chip"
		title=${one.golds[0] ?? "no answer"} @click=${(event) => use(page, event.target.form, one)}>${one.question}</button>`)}
		<button type="button" class="link" @click=${() => draw(page, model, dataset)}>Show others</button></div>` : nothing;
}

/** The selected model, or the default model. */
function asked(page) {
	const chosen = page.visit.query.get("model") || "default";
	return page.models.find((one) => one.id === chosen || one.aliases?.includes(chosen));
}

async function draw(page, model, dataset) {
	page.examplesOf = model.id;
	const seed = Math.floor(Math.random() * SEEDS);
	page.examples = (await call(address(`models/${part(model.id)}/questions`, { dataset, seed, limit: SHOWN })).catch(() => ({ items: [] }))).items;
	page.paint();
}

function use(page, form, one) {
	form.elements.question.value = one.question;
	form.elements.context.value = one.context;
	page.example = one;
	form.requestSubmit();
}

/** The distinct gold answers to the question; undefined if it is not from the evaluation set. */
export function goldsOf(page) {
	const { question, context } = page.request.body;
	const one = page.example;
	return (one?.question === question && one?.context.trim() === context?.trim()) ? [...new Set(one.golds)] : undefined;
}
