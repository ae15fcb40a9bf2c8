// A new run: a form and its JSON, which are kept in sync. The fields of the form are those that the service publishes.

import { html, nothing } from "../lib/lit.js";
import { attemptForm } from "../lib/attempt.js";
import { all, call, part, post } from "../lib/api.js";
import { caller } from "../lib/caller.js";
import { announce } from "../lib/connection.js";
import { planOf } from "../lib/plan.js";
import { PRESETS } from "../lib/presets.js";
import { go } from "../lib/router.js";
import { jobSchema } from "../lib/schema.js";
import { TwoWays } from "../lib/two-ways.js";
import { planForm, shownPaths } from "../parts/plan-form.js";
import { preflight } from "../parts/preflight.js";
import { problem } from "../parts/problem.js";
import { scopeNotice } from "../parts/scope.js";
import { requestText, restoredNote } from "../parts/request-text.js";

/** Seconds that the form waits for the pre-flight, so that its faults appear beside their fields; afterwards the run's page shows them. */
const PATIENCE = 15;

export async function open(visit) {
	const page = { visit, fields: [], taskFields: [], encoders: [], datasets: [], error: null, report: null, busy: null };
	page.paint = () => visit.paint(view(page));
	page.edit = new TwoWays("run", page.paint);
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

/** Starts with the plan of a run, a preset, a draft, or the sample. */
async function begin({ visit, edit }) {
	const { query } = visit;
	if (query.get("from")) {
		edit.begin(planOf(await call(`jobs/${part(query.get("from"))}`)));
	}
	else if (query.get("preset") || !edit.restore()) {
		edit.begin(await (PRESETS[query.get("preset")] ?? PRESETS.sample).load());
	}
}

function load(page) {
	const arrive = (found) => {
		Object.assign(page, found);
		page.paint();
	};
	jobSchema().then(arrive).catch((error) => arrive({ error }));
	caller().then(page.paint);
	all("encoders").then((encoders) => arrive({ encoders })).catch(() => {});
	call("datasets").then((found) => arrive({ datasets: found.items })).catch(() => {});
}

function view(page) {
	const { edit, fields, taskFields, encoders, datasets, error } = page;
	const form = { plan: edit.value, set: edit.set, error, fields, taskFields, encoders, datasets };
	return html`<div class="head"><h1>New run</h1><div class="row"><label class="inline" for="preset">Start from</label><select id="preset" class="narrow wide" @change=${(event) => preset(page, event)}>
		<option value="">…</option>${Object.entries(PRESETS).map(([key, one]) => html`<option value=${key}>${one.name}</option>`)}</select>
		${page.canCheck ? html`<button class="plain" ?disabled=${page.busy || edit.fault} @click=${() => check(page)}>${page.busy === "check" ? "Reading and counting…" : "Check"}</button>` : nothing}
		<button form="plan-form" ?disabled=${page.busy || edit.fault}>${page.busy === "start" ? "Starting…" : "Start training"}</button></div></div>
		${scopeNotice("train")}${restoredNote(edit, () => discard(page))}
		${error ? problem(error, shownPaths(form)) : nothing}
		${page.report ? preflight(page.report) : nothing}
		<div class="sides"><form id="plan-form" class="card plan-form" @submit=${(event) => submit(page, event)} novalidate>${planForm(form)}</form>
		<div>${requestText(edit, "plan")}</div></div>
`;
}

async function preset(page, event) {
	const chosen = PRESETS[event.target.value];
	event.target.value = "";
	if (chosen) {
		page.edit.restored = null;
		page.edit.use(await chosen.load());
	}
}

async function discard({ edit, paint }) {
	edit.drop();
	edit.begin(await PRESETS.sample.load());
	paint();
}

async function submit(page, event) {
	event.preventDefault();
	await attemptForm(page, async () => {
		const job = await post("jobs", page.edit.text, { headers: { Prefer: `wait=${PATIENCE}` } });
		page.edit.drop();
		announce("The run was submitted.");
		go(`runs/${job.id}`);
	}, { busy: "start", report: null });
}

function check(page) {
	return attemptForm(page, async () => {
		page.report = await post("jobs?dryRun=true", page.edit.text);
		announce("The plan is valid.");
	}, { busy: "check", report: null });
}
