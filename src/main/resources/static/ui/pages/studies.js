// Experiments: many runs from one request. The list, and the form for a new one.

import { html, nothing } from "../lib/lit.js";
import { attempt } from "../lib/attempt.js";
import { address, call, post } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { fixed, number, plural } from "../lib/format.js";
import { parsePlan } from "../lib/plan.js";
import { go, link } from "../lib/router.js";
import { empty, status, time } from "../parts/pieces.js";
import { problem, textFault } from "../parts/problem.js";

const PAGE = 20;

const PRESETS = {
	quick: ["Quick, on the sample data", { preset: "quick", seeds: [0, 1] }],
	weights: ["Weights of questions, small encoder", { name: "weights of questions", plan: { encoder: "minilm-l6-uncased", tasks: [{ dataset: "squad-v2" }, { dataset: "swag" }, { dataset: "mrpc" }],
		limits: { train: { "squad-v2": 8000, swag: 8000 } } }, axes: [{ field: "tasks[squad-v2].weight", values: [0.5, 0.7, 0.8, 0.9, 1.0] }], seeds: [0, 1, 2], controls: ["baseline", "equal-steps"] }],
	"table-1": ["Table 1 of the paper", { preset: "table-1" }],
	"table-2": ["Table 2 of the paper", { preset: "table-2" }],
	"table-3": ["Table 3 of the paper", { preset: "table-3" }],
};

export async function open(visit) {
	const page = { visit, text: JSON.stringify(PRESETS.quick[1], null, 2), fault: null, error: null, check: null, busy: null };
	page.paint = () => visit.paint(view(page));
	const load = async () => {
		page.found = await call(address("experiments", { limit: PAGE, from: visit.query.get("from") }));
		page.paint();
	};
	await load();
	return () => load().catch(visit.fail);
}

function view(page) {
	const { items, next } = page.found;
	return html`<div class="head"><h1>Studies</h1></div>
		<div class="card tight">${items.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Studies"><table class="stack"><thead><tr><th>Study</th><th>State</th><th>Runs</th><th>Created</th></tr></thead>
		<tbody>${items.map(row)}</tbody></table></div>` : empty("No study yet. A study runs one plan with every value, mixture and seed that you name, and reports the differences with their uncertainty.")}</div>
		${next ? html`<nav class="row pages" aria-label="Pages of the list"><a class="button plain" href=${link("studies", { from: next })}>Older</a></nav>` : nothing}
		<section class="card"><h2>New study</h2>${form(page)}</section>`;
}

function row(study) {
	const counts = study.counts ?? {};
	const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
	const done = counts.SUCCEEDED ?? 0;
	return html`<tr><td class="name"><a href=${link(`studies/${study.id}`)}>${study.name}</a></td><td data-label="State">${status(study.state)}</td>
		<td data-label="Runs"><span>${done} of ${total}${counts.FAILED ? html`, <span class="bad">${counts.FAILED} failed</span>` : nothing}</span> <progress max=${total || 1} value=${done} aria-label=${`${done} of ${total} runs`}></progress></td>
		<td data-label="Created">${time(study.createdAt)}</td></tr>`;
}

function form(page) {
	return html`${page.error ? problem(page.error) : nothing}<form @submit=${(event) => submit(page, event)}>
		<div class="field"><label for="study-preset">Begin with</label><select id="study-preset" class="wide" @change=${(event) => write(page, JSON.stringify(PRESETS[event.target.value][1], null, 2))}>
			${Object.entries(PRESETS).map(([key, [name]]) => html`<option value=${key}>${name}</option>`)}</select></div>
		<div class="field"><label for="study">Request <span class="hint">a preset or a plan, axes over its fields, seeds</span></label>
		<textarea id="study" class="code" rows="12" spellcheck="false" .value=${page.text} aria-invalid=${page.fault ? "true" : "false"} aria-describedby="study-fault" @input=${(event) => write(page, event.target.value)}></textarea>
		<span id="study-fault">${textFault(page.fault)}</span></div>
		<div class="row"><button ?disabled=${page.busy || page.fault}>${page.busy === "start" ? "Starting…" : "Start the study"}</button>
		<button type="button" class="plain" ?disabled=${page.busy || page.fault} @click=${() => check(page)}>${page.busy === "check" ? "Counting…" : "Check"}</button></div></form>
		${page.check ? planned(page.check) : nothing}`;
}

function write(page, text) {
	page.text = text;
	page.fault = parsePlan(text).fault ?? null;
	page.paint();
}

function planned(check) {
	return html`<div class="checked"><p class="note">${plural(check.runs, "run")}${check.reused ? `, ${check.reused} of them done already` : ""}${
		check.hours === undefined ? "" : `, about ${fixed(check.hours, 1)} hours one after the other`}${check.steps === undefined ? "" : `, ${number(check.steps)} steps`}.</p>
		<div class="scroll" tabindex="0" role="region" aria-label="Arms"><table><thead><tr><th>Arm</th><th class="number">Steps of a run</th><th class="number">Hours of a run</th><th class="number">Done already</th></tr></thead>
		<tbody>${check.arms.map((arm) => html`<tr><td>${arm.label}${arm.baseline ? html` <span class="tag">baseline</span>` : nothing}</td><td class="number">${number(arm.steps)}</td><td class="number">${fixed(arm.hours)}</td>
		<td class="number">${number(arm.jobs?.length ?? 0)}</td></tr>`)}</tbody></table></div>${check.notes.map((note) => html`<p class="small warn">${note}</p>`)}</div>`;
}

function submit(page, event) {
	event.preventDefault();
	attempt(page, async () => {
		const study = await post("experiments", page.text);
		announce("The study is started.");
		go(`studies/${study.id}`);
	}, { busy: "start", check: null });
}

function check(page) {
	attempt(page, async () => {
		page.check = await post("experiments?dryRun=true", page.text);
		announce("The study can be run.");
	}, { busy: "check", check: null });
}
