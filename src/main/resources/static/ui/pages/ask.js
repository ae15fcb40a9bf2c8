// Asks models: a question on a context, a text to classify, a choice to make. The fields are in the address.

import { html, nothing } from "../lib/lit.js";
import { all, post } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { fixed } from "../lib/format.js";
import { copy } from "../lib/files.js";
import { problem } from "../parts/problem.js";
import { choiceForm, choiceResult, classificationForm, classificationResult, regressionForm, regressionResult } from "../parts/ask-heads.js";
import { VALUE_DIGITS } from "../parts/ask-value.js";
import { answers } from "../parts/ask-answers.js";
import { questionForm } from "../parts/ask-question.js";

const LONGEST_IN_ADDRESS = 6000;

const TABS = {
	qa: { name: "Question", form: questionForm, result: answers, request: questionRequest, head: "SPAN" },
	classification: { name: "Classification", form: classificationForm, result: classificationResult, request: classificationRequest, head: "CLASSIFICATION" },
	regression: { name: "Regression", form: regressionForm, result: regressionResult, request: regressionRequest, head: "REGRESSION" },
	choice: { name: "Multiple choice", form: choiceForm, result: choiceResult, request: choiceRequest, head: "MULTIPLE_CHOICE" },
};

export async function open(visit) {
	const page = { visit, models: [], results: null, busy: false, error: null, asked: 0 };
	page.tab = () => TABS[visit.query.get("tab")] ? visit.query.get("tab") : "qa";
	page.paint = () => visit.paint(view(page));
	page.ask = () => ask(page);
	page.models = await models();
	page.paint();
	let tab = page.tab();
	return () => {
		if (tab !== page.tab()) {
			tab = page.tab();
			page.asked++;
			Object.assign(page, { results: null, error: null, busy: false });
		}
		page.paint();
	};
}

/** The models to choose from; none if the key may use models but not list them. */
function models() {
	return all("models", 300).catch((error) => {
		if (error.status === 403) {
			return [];
		}
		throw error;
	});
}

function view(page) {
	const tab = TABS[page.tab()];
	return html`<div class="head"><h1>Ask</h1><div class="row">
		<button class="plain" @click=${(event) => copy(location.href, event.target)}>Copy link</button></div></div>
		<div class="tabs" role="tablist" aria-label="Kind of question">${Object.entries(TABS).map(([key, one]) => html`<button role="tab" id=${`tab-${key}`}
			aria-selected=${one === tab} aria-controls="tab-panel" tabindex=${one === tab ? 0 : -1} @keydown=${(event) => arrows(page, event)}
			@click=${() => page.visit.choose({ tab: key === "qa" ? "" : key })}>${one.name}</button>`)}</div>
		<div id="tab-panel" role="tabpanel" aria-labelledby=${`tab-${page.tab()}`}>
		<form class="card" @submit=${(event) => submit(page, event)} @keydown=${keys} @input=${(event) => remember(page, event.currentTarget)}>
			${tab.form(page)}
			<div class="row"><button ?disabled=${page.busy}>${page.busy ? "Asking…" : "Ask"}</button><span class="quiet small">Ctrl+Enter</span></div></form>
		${page.error ? problem(page.error) : nothing}
		<div aria-busy=${page.busy} class=${page.busy ? "stale" : ""}>${page.results ? tab.result(page) : nothing}</div></div>`;
}

function arrows(page, event) {
	const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
	if (step) {
		const keys = Object.keys(TABS);
		const next = keys[(keys.indexOf(page.tab()) + step + keys.length) % keys.length];
		page.visit.choose({ tab: next === "qa" ? "" : next });
		document.getElementById(`tab-${next}`).focus();
	}
}

function keys(event) {
	if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
		event.preventDefault();
		event.currentTarget.requestSubmit();
	}
}

function submit(page, event) {
	event.preventDefault();
	remember(page, event.currentTarget);
	page.ask();
}

/** The fields go into the address, except for contexts that are too long for it. */
function remember(page, form) {
	const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => !name.startsWith("_")));
	page.fields = fields;
	page.visit.choose(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.length > LONGEST_IN_ADDRESS ? "" : value])), { often: true });
}

async function ask(page) {
	const asked = ++page.asked;
	Object.assign(page, { busy: true, error: null });
	page.paint();
	try {
		const { path, body } = TABS[page.tab()].request(page.fields);
		const found = await post(path, body);
		if (asked === page.asked) {
			page.results = found.answers ?? [found];
			page.request = { path, body };
			page.threshold = null;
			announce(page.results.map((one) => one.answer ?? one.label ?? one.text ?? fixed(one.value, VALUE_DIGITS)).map((text) => text || "No answer in this context").join("; "));
		}
	}
	catch (error) {
		if (asked === page.asked) {
			Object.assign(page, { error, results: null });
		}
	}
	if (asked === page.asked) {
		page.busy = false;
		page.paint();
		bringIntoView(page.visit.view);
	}
}

/** On a small screen the answer is below the form. */
function bringIntoView(view) {
	view.querySelector(".passage mark")?.scrollIntoView({ block: "nearest" });
	const answer = view.querySelector("[data-text]");
	if (answer && answer.getBoundingClientRect().bottom > innerHeight) {
		answer.closest(".card").scrollIntoView({ block: "start" });
	}
}

/** The context, or several, separated by lines of dashes. */
function documents(context) {
	return context.split(/\n\s*-{3,}\s*\n/).map((text) => text.trim()).filter(Boolean);
}

function questionRequest({ question, context, model, other }) {
	const texts = documents(context);
	const body = { question, ...(texts.length > 1 ? { contexts: texts } : { context }), topK: 8, alignToWords: true };
	return (other && other !== model) ? { path: "qa/compare", body: { ...body, models: [model || "default", other] } }
		: { path: "qa", body: { ...body, ...(model && { model }) } };
}

function classificationRequest({ text, textPair, model, task }) {
	return { path: "classification", body: { text, ...(textPair && { textPair }), ...(model && { model }), ...(task && { task }) } };
}

function regressionRequest(fields) {
	return { ...classificationRequest(fields), path: "regression" };
}

function choiceRequest({ context, prompt, choices, model, task }) {
	return { path: "multiple-choice", body: { context, ...(prompt && { prompt }), choices: choices.split("\n").map((one) => one.trim()).filter(Boolean),
		...(model && { model }), ...(task && { task }) } };
}
