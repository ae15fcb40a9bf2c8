// Forms and results of the other heads: classification, regression and multiple choice.

import { html, nothing } from "../lib/lit.js";
import { fixed, milliseconds } from "../lib/format.js";
import { modelSelect } from "./ask-question.js";
import { VALUE_DIGITS, valueScale } from "./ask-value.js";
import { field } from "./pieces.js";

const SENTENCE = "The keepers has lived in the tower.";
const PAIR = ["A plane is taking off.", "An air plane is taking off."];
const SCENE = "A keeper climbs the stairs of the lighthouse.";
const CHOICES = "lights the lamp at the top.\nswims in the granite.\npours the tower into a cup.";

export function classificationForm(page) {
	const { query } = page.visit;
	return html`${field("text", "Text", html`<textarea id="text" name="text" rows="3" required .defaultValue=${query.get("text") ?? SENTENCE}></textarea>`)}
		${field("textPair", "Second text", html`<input id="textPair" name="textPair" .defaultValue=${query.get("textPair") ?? ""}>`, "for pairs of sentences")}
		${chosen(page, "CLASSIFICATION")}`;
}

export function regressionForm(page) {
	const { query } = page.visit;
	return html`${field("text", "Text", html`<textarea id="text" name="text" rows="3" required .defaultValue=${query.get("text") ?? PAIR[0]}></textarea>`)}
		${field("textPair", "Second text", html`<input id="textPair" name="textPair" .defaultValue=${query.get("textPair") ?? PAIR[1]}>`, "for pairs of sentences")}
		${chosen(page, "REGRESSION")}`;
}

export function choiceForm(page) {
	const { query } = page.visit;
	return html`${field("context", "Context", html`<textarea id="context" name="context" rows="2" required .defaultValue=${query.get("context") ?? SCENE}></textarea>`)}
		${field("prompt", "Beginning", html`<input id="prompt" name="prompt" .defaultValue=${query.get("prompt") ?? "The keeper"}>`, "shared by all choices")}
		${field("choices", "Choices", html`<textarea id="choices" name="choices" rows="4" required .defaultValue=${query.get("choices") ?? CHOICES}></textarea>`, "one per line")}
		${chosen(page, "MULTIPLE_CHOICE")}`;
}

function chosen(page, head) {
	const tasks = [...new Set(page.models.flatMap((model) => (model.tasks ?? []).filter((task) => task.head === head).map((task) => task.name)))];
	return html`<div class="fields">${field("model", "Model", modelSelect(page, "model", head, "default"))}
		${field("task", "Task", html`<select id="task" name="task"><option value="">the model's only task</option>${tasks.map((task) => html`<option
			.selected=${task === page.visit.query.get("task")}>${task}</option>`)}</select>`)}</div>`;
}

export function classificationResult(page) {
	const [result] = page.results;
	return outcome(result, result.label, result.labels.map((one) => [one.label, one.score]));
}

export function regressionResult(page) {
	const [result] = page.results;
	return card(result, fixed(result.value, VALUE_DIGITS), valueScale(page, result));
}

export function choiceResult(page) {
	const [result] = page.results;
	return outcome(result, result.text, result.choices.map((one) => [one.text, one.score]));
}

function outcome(result, text, options) {
	return card(result, text, html`<ol class="candidates">${options.map(([name, score]) => html`<li><div><span>${name}</span>
		<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width=${100 * score} height="6" rx="1"/></svg>
		<span class="number">${fixed(100 * score, 1)} %</span></div></li>`)}</ol>`);
}

function card(result, text, more) {
	return html`<section class="card"><div class="row between small"><span>${result.modelName ?? result.model}, ${result.task}</span>
		<span class="quiet">${result.timings ? milliseconds(result.timings.totalMs) : nothing}</span></div>
		<p class="answer" data-text>${text}</p>
		${more}
		${result.truncated ? html`<p class="warn small">A text is too long: ${result.droppedPieces} word pieces were cut off.</p>` : nothing}</section>`;
}
