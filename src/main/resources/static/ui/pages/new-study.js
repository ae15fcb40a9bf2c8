// A new experiment: a form and its JSON, which are kept in sync.

import { html, nothing } from "../lib/lit.js";
import { attemptForm } from "../lib/attempt.js";
import { all, call, part, post } from "../lib/api.js";
import { caller } from "../lib/caller.js";
import { announce } from "../lib/connection.js";
import { go } from "../lib/router.js";
import { jobSchema, studySchema } from "../lib/schema.js";
import { filledIn, loadPresets } from "../lib/study-presets.js";
import { TwoWays } from "../lib/two-ways.js";
import { planForm } from "../parts/plan-form.js";
import { problem } from "../parts/problem.js";
import { scopeNotice } from "../parts/scope.js";
import { requestText, restoredNote } from "../parts/request-text.js";
import { axesEditor } from "../parts/study-axes.js";
import { studyCheck } from "../parts/study-check.js";
import { planError, shownOfStudy } from "../parts/study-faults.js";
import { beginning, budget, comparison, search } from "../parts/study-form.js";

/** Fields of a plan that an experiment sets itself. */
const SET_ELSEWHERE = ["name", "seed"];

export async function open(visit) {
	const page = { visit, presets: [], planFields: [], taskFields: [], schema: {}, encoders: [], datasets: [], error: null, check: null, busy: null };
	page.paint = () => visit.paint(view(page));
	page.edit = new TwoWays("study", page.paint);
	page.presets = await loadPresets();
	await begin(page);
	page.paint();
	load(page);
	return async (query) => {
		if (query.get("from") || query.get("preset")) {
			await begin(page);
			page.paint();
		}
	};
}

/** Starts with the request of an experiment, a preset, a draft, or the quick experiment. */
async function begin({ visit, edit, presets }) {
	const { query } = visit;
	if (query.get("from")) {
		edit.begin((await call(`experiments/${part(query.get("from"))}`)).definition);
	}
	else if (query.get("preset") || !edit.restore()) {
		edit.begin(preset(presets, query.get("preset")));
	}
}

function preset(presets, name) {
	return (presets.find((one) => one.preset === name) ?? presets.find((one) => one.preset === "quick")).definition;
}

function load(page) {
	const arrive = (found) => {
		Object.assign(page, found);
		page.paint();
	};
	Promise.all([jobSchema(), studySchema()]).then(([{ planFields, taskFields }, schema]) => arrive({ planFields, taskFields, schema })).catch((error) => arrive({ error }));
	caller().then(page.paint);
	all("encoders").then((encoders) => arrive({ encoders })).catch(() => {});
	call("datasets").then((found) => arrive({ datasets: found.items })).catch(() => {});
}

/** The form of the whole experiment, and that of its base plan inside it. */
function forms({ edit, error, planFields, taskFields, schema, encoders, datasets }) {
	const study = edit.value;
	const whole = { plan: study, set: edit.set, error, planFields, taskFields, schema, encoders };
	const base = { plan: study.plan ?? {}, set: (path, value) => edit.set(["plan", ...path], value), error: planError(error, study), fields: planFields, taskFields, encoders, datasets, without: SET_ELSEWHERE };
	return { whole, base };
}

function view(page) {
	const { edit, error } = page;
	const { whole, base } = forms(page);
	const idle = page.busy || edit.fault;
	return html`<div class="head"><h1>New experiment</h1><div class="row"><label class="inline" for="study-preset">Start from</label><select id="study-preset" class="narrow wide" @change=${(event) => choose(page, event)}>
		<option value="">…</option>${page.presets.map((one) => html`<option value=${one.preset}>${one.title}</option>`)}</select>
		<button class="plain" ?disabled=${idle} @click=${() => check(page)}>${page.busy === "check" ? "Counting…" : "Check"}</button>
		<button form="study-form" ?disabled=${idle}>${page.busy === "start" ? "Starting…" : "Start the experiment"}</button></div></div>
		${scopeNotice("train")}${restoredNote(edit, () => discard(page))}${presetNote(page)}
		${error ? problem(error, shownOfStudy(whole, base)) : nothing}${page.check ? studyCheck(page.check) : nothing}
		<div class="sides"><form id="study-form" @submit=${(event) => submit(page, event)} novalidate>
		<div class="card plan-form">${beginning(whole)}${axesEditor(whole)}${comparison(whole)}${search(whole)}${budget(whole)}</div>
		<section class="card plan-form"><h2>Base plan</h2>${planForm(base)}</section></form>
		<div>${requestText(edit, "study")}</div></div>`;
}

/** A request that names a preset omits fields: the form shows them once they are filled in. */
function presetNote({ edit, presets }) {
	const named = presets.find((one) => one.preset === edit.value.preset);
	return named ? html`<p class="note">The preset ${named.preset} fills in the omitted fields. <button class="link" @click=${() => edit.use(filledIn(edit.value, named.definition))}>Show its fields</button></p>` : nothing;
}

function choose(page, event) {
	const name = event.target.value;
	event.target.value = "";
	if (name) {
		page.edit.restored = null;
		page.edit.use(preset(page.presets, name));
	}
}

function discard({ edit, presets, paint }) {
	edit.drop();
	edit.begin(preset(presets));
	paint();
}

function submit(page, event) {
	event.preventDefault();
	return attemptForm(page, async () => {
		const study = await post("experiments", page.edit.text);
		page.edit.drop();
		announce("The experiment was started.");
		go(`studies/${study.id}`);
	}, { busy: "start", check: null });
}

function check(page) {
	return attemptForm(page, async () => {
		page.check = await post("experiments?dryRun=true", page.edit.text);
		announce("The experiment is valid.");
	}, { busy: "check", check: null });
}
