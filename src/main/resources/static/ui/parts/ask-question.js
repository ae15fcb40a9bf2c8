// The form for a question on a context, with sample questions.

import { html } from "../lib/lit.js";
import { examples } from "./ask-examples.js";
import { field } from "./pieces.js";

const PASSAGE = "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist. It stands on a cliff of grey "
	+ "granite and its light can be seen from 31 kilometres away. Until 1962 three keepers lived in the tower with their families.";
const QUESTIONS = ["Who built the lighthouse of Skarvika?", "How far away can the light be seen?", "What does a ticket cost?"];

export function questionForm(page) {
	const { query } = page.visit;
	const begin = { question: query.get("question") ?? QUESTIONS[0], context: page.fields?.context ?? query.get("context") ?? PASSAGE };
	const use = (event, question) => {
		const form = event.target.form;
		form.elements.question.value = question;
		form.elements.context.value = PASSAGE;
		form.requestSubmit();
	};
	return html`${field("context", "Context", html`<textarea id="context" name="context" rows="6" required .defaultValue=${begin.context}></textarea>`, "separate several contexts, which are searched together, by a line of ---")}
		${field("question", "Question", html`<input id="question" name="question" required .defaultValue=${begin.question}>`)}
		<div class="row small chips"><span class="quiet">Try</span>${QUESTIONS.map((question) => html`<button type="button" class="chip" @click=${(event) => use(event, question)}>${question}</button>`)}</div>
		${examples(page)}
		<div class="fields">${field("model", "Model", modelSelect(page, "model", "SPAN", "default"))}
		${field("other", "Compare with", modelSelect(page, "other", "SPAN", "none"))}</div>`;
}

/** The models with a head of a kind, by name and aliases, and the chosen one even if it is not listed: it may be deleted, or the key may not list models. */
export function modelSelect(page, name, head, none) {
	const chosen = page.visit.query.get(name) ?? "";
	const fit = page.models.filter((model) => !model.tasks || model.tasks.some((task) => task.head === head));
	const unlisted = chosen && !page.models.some((model) => model.id === chosen || model.aliases?.includes(chosen)) ? [{ id: chosen, name: chosen }] : [];
	return html`<select id=${name} name=${name}><option value="">${none}</option>${[...unlisted, ...fit].map((model) => html`<option value=${model.id}
		.selected=${model.id === chosen || model.aliases?.includes(chosen) && chosen !== ""}>${[model.name, ...(model.aliases ?? [])].join(" · ")}</option>`)}</select>`;
}
