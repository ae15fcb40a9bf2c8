// A new run: a form and its JSON, each following the other. The form's fields are those that the service publishes.

import { html, nothing } from "../lib/lit.js";
import { attempt } from "../lib/attempt.js";
import { all, call, part, post } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { draft, dropDraft, keepDraft } from "../lib/drafts.js";
import { moment } from "../lib/format.js";
import { parsePlan, planOf, withValue } from "../lib/plan.js";
import { PRESETS } from "../lib/presets.js";
import { go } from "../lib/router.js";
import { jobSchema } from "../lib/schema.js";
import { planForm, SHOWN_PATHS } from "../parts/plan-form.js";
import { preflight } from "../parts/preflight.js";
import { problem, textFault } from "../parts/problem.js";

/** Seconds that the form waits for the pre-flight, so that its faults stand beside their fields; then the run's page shows it. */
const PATIENCE = 15;

export async function open(visit) {
	const page = { visit, plan: {}, text: "", fields: [], encoders: [], datasets: [], error: null, fault: null, report: null, busy: null };
	page.paint = () => visit.paint(view(page));
	page.set = (path, value) => use(page, withValue(page.plan, path, value));
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

/** With the plan of a run, a preset, what was begun before, or the sample. */
async function begin(page) {
	const { query } = page.visit;
	const kept = draft();
	page.restored = null;
	if (query.get("from")) {
		write(page, planOf(await call(`jobs/${part(query.get("from"))}`)));
	}
	else if (kept && !query.get("preset")) {
		page.restored = kept.at;
		page.text = kept.text;
		read(page);
	}
	else {
		write(page, await (PRESETS[query.get("preset")] ?? PRESETS.sample).load());
	}
}

function load(page) {
	const arrive = (name) => (value) => {
		page[name] = value;
		page.paint();
	};
	jobSchema().then(({ fields, canCheck }) => {
		page.canCheck = canCheck;
		arrive("fields")(fields);
	}).catch((error) => arrive("error")(error));
	all("encoders").then(arrive("encoders")).catch(() => {});
	call("datasets").then((found) => arrive("datasets")(found.items)).catch(() => {});
}

function write(page, plan) {
	page.plan = plan;
	page.text = JSON.stringify(plan, null, 2);
	page.fault = null;
}

function read(page) {
	const { plan, fault } = parsePlan(page.text);
	page.fault = fault;
	page.plan = plan ?? page.plan;
}

/** A plan that the form has changed. */
function use(page, plan) {
	write(page, plan);
	keepDraft(page.text);
	page.paint();
}

function typed(page, text) {
	page.text = text;
	read(page);
	keepDraft(text);
	page.paint();
}

function view(page) {
	return html`<div class="head"><h1>New run</h1><div class="row"><label class="inline" for="preset">Begin with</label><select id="preset" class="narrow wide" @change=${(event) => preset(page, event)}>
		<option value="">…</option>${Object.entries(PRESETS).map(([key, one]) => html`<option value=${key}>${one.name}</option>`)}</select>
		${page.canCheck ? html`<button class="plain" ?disabled=${page.busy || page.fault} @click=${() => check(page)}>${page.busy === "check" ? "Reading and counting…" : "Check"}</button>` : nothing}
		<button form="plan-form" ?disabled=${page.busy || page.fault}>${page.busy === "start" ? "Starting…" : "Start training"}</button></div></div>
		${page.restored ? html`<p class="note">What you began on ${moment(page.restored)} is here again.
			<button class="link" @click=${() => discard(page)}>Start over</button></p>` : nothing}
		${page.error ? problem(page.error, SHOWN_PATHS(page)) : nothing}
		${page.report ? preflight(page.report) : nothing}
		<div class="sides"><form id="plan-form" class="card plan-form" @submit=${(event) => submit(page, event)} novalidate>${planForm(page)}</form>
		<div><section class="card"><label for="plan"><h2>The same as JSON</h2></label>
			<textarea id="plan" class="code" rows="28" spellcheck="false" aria-invalid=${page.fault ? "true" : "false"} aria-describedby="plan-fault" .value=${page.text}
				@input=${(event) => typed(page, event.target.value)}></textarea>
			<span id="plan-fault">${textFault(page.fault)}</span></section></div></div>
`;
}

async function preset(page, event) {
	const chosen = PRESETS[event.target.value];
	event.target.value = "";
	if (chosen) {
		page.restored = null;
		use(page, await chosen.load());
	}
}

async function discard(page) {
	dropDraft();
	page.restored = null;
	write(page, await PRESETS.sample.load());
	page.paint();
}

async function submit(page, event) {
	event.preventDefault();
	await send(page, "start", async () => {
		const job = await post("jobs", page.text, { headers: { Prefer: `wait=${PATIENCE}` } });
		dropDraft();
		announce("The run is submitted.");
		go(`runs/${job.id}`);
	});
}

function check(page) {
	return send(page, "check", async () => {
		page.report = await post("jobs?dryRun=true", page.text);
		announce("The plan can be run.");
	});
}

async function send(page, busy, action) {
	await attempt(page, action, { busy, report: null });
	if (page.error) {
		page.visit.view.querySelector('[aria-invalid="true"], .problem')?.scrollIntoView({ block: "center" });
	}
}
