// Ask a model a question on a passage; shows the answer in the passage, the n-best list and the null odds.

import { all, post } from "./api.js";
import { escape, fixed, problem } from "./html.js";
import { warnings } from "./scores.js";

const PASSAGE = "The lighthouse of Skarvika was built in 1874 by the engineer Marta Lindqvist. It stands on a cliff of grey "
	+ "granite and its light can be seen from 31 kilometres away. Until 1962 three keepers lived in the tower with their families.";

export async function ask({ view, query }) {
	const models = await choices();
	view.innerHTML = form(models, query.get("model"));
	const asking = view.querySelector("form");
	asking.addEventListener("submit", async (event) => {
		event.preventDefault();
		await answer(view, asking, models);
	});
	asking.addEventListener("keydown", (event) => {
		if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
			asking.requestSubmit();
		}
	});
}

/** The models to choose from; none where the key may ask but not list. */
function choices() {
	return all("models").catch((error) => {
		if (error.status === 403) {
			return [];
		}
		throw error;
	});
}

function form(models, chosen) {
	const options = models.map((model) => `<option value="${escape(model.id)}"${model.id === chosen ? " selected" : ""}>${
		escape([model.name, ...(model.aliases || [])].join(" · "))}</option>`);
	return `<h1>Ask a question</h1><form class="card">
		<div class="field"><label for="context">Passage</label>
		<textarea id="context" name="context" rows="6" required>${escape(PASSAGE)}</textarea></div>
		<div class="field"><label for="question">Question</label>
		<input id="question" name="question" required value="Who built the lighthouse of Skarvika?"></div>
		<div class="grid"><div class="field"><label for="model">Model</label>
		<select id="model" name="model"><option value="">default</option>${options.join("")}</select></div>
		<div class="field"><label for="threshold">Null threshold <span class="hint">empty: the model's own</span></label>
		<input id="threshold" name="threshold" type="number" step="any"></div></div>
		<button>Ask</button></form><div data-answer></div>`;
}

async function answer(view, form, models) {
	const target = view.querySelector("[data-answer]");
	const button = form.querySelector("button");
	const fields = new FormData(form);
	const request = { question: fields.get("question"), context: fields.get("context"), topK: 5 };
	if (fields.get("model")) {
		request.model = fields.get("model");
	}
	if (fields.get("threshold")) {
		request.nullThreshold = Number(fields.get("threshold"));
	}
	button.disabled = true;
	target.innerHTML = `<p class="quiet" role="status">Asking…</p>`;
	try {
		const found = await post("qa", request);
		target.innerHTML = result(found, request.context, models.find((model) => model.id === found.model));
	}
	catch (error) {
		target.innerHTML = problem(error);
	}
	finally {
		button.disabled = false;
		button.focus();
	}
}

function result(found, context, model) {
	const text = found.answer ? escape(found.answer) : `<span class="quiet">No answer in this passage</span>`;
	return `<section class="card"><p class="answer" data-text>${text}</p>
		<p class="passage">${marked(context, found)}</p>
		<dl><dt>Score</dt><dd>${fixed(found.score, 4)}</dd>
		<dt>Null odds</dt><dd>${fixed(found.nullOdds, 3)} against a threshold of ${fixed(found.threshold, 3)}</dd>
		<dt>Model</dt><dd>${escape(found.modelName ?? found.model)}${warnings(model)}</dd></dl></section>
		<section class="card scroll"><h2>Candidates</h2><table><thead><tr><th>Answer</th><th class="number">Score</th>
		<th class="number">Characters</th></tr></thead><tbody>${(found.candidates || []).map(candidate).join("")}</tbody></table></section>`;
}

function candidate(one) {
	const text = one.answer ? escape(one.answer) : `<span class="quiet">(no answer)</span>`;
	return `<tr><td>${text}</td><td class="number">${fixed(one.score, 4)}</td><td class="number">${one.answer ? `${one.start}–${one.end}` : "–"}</td></tr>`;
}

/** Offsets count code points, so the passage is cut by code points too. */
function marked(context, found) {
	if (!found.answer) {
		return escape(context);
	}
	const points = Array.from(context);
	const part = (from, to) => escape(points.slice(from, to).join(""));
	return `${part(0, found.start)}<mark>${part(found.start, found.end)}</mark>${part(found.end)}`;
}
