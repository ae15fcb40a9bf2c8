// The tasks of a plan as one bar with handles, and a row for each with weight and limits.

import { html, nothing } from "../lib/lit.js";
import { taskStyle } from "../lib/colours.js";
import { fixed, number } from "../lib/format.js";
import { numberOrText } from "../lib/json.js";
import { weights } from "../lib/plan.js";
import { control, hasFault } from "./fields.js";
import { dot } from "./pieces.js";
import { fault } from "./problem.js";
import { evaluatedOn } from "./task-evaluation.js";

const LEAST = 0.01;
const STEP = 0.01;
const SHOWN = ["dataset", "weight"];
const OFTEN = ["head", "evaluateOn"];
const KNOWN = ["sample-squad", "sample-swag", "sample-cola", "squad-v2", "swag", "cola", "mrpc", "mnli"];

export function mixtureEditor(form) {
	const tasks = Array.isArray(form.plan.tasks) ? form.plan.tasks : [];
	const shares = weights(tasks);
	return html`<fieldset class="mixture-editor"><legend>Tasks and their mixture</legend>
		<div class="bar">${tasks.map((task, at) => html`<div class="part" .style=${`flex-basis:${100 * shares[at]}%;background:var(--t${taskStyle(task.dataset ?? "").place})`}
			title=${`${task.dataset} ${fixed(100 * shares[at], 1)} %`}></div>${at < tasks.length - 1 ? handle(form, tasks, shares, at) : nothing}`)}</div>
		${fault(form.error, "tasks")}
		<ul class="plain-list">${tasks.map((task, at) => row(form, tasks, shares, task, at))}</ul>
		<div class="row"><button type="button" class="plain" @click=${() => add(form, tasks)}>Add a task</button>
		${tasks.length > 1 ? html`<button type="button" class="link small" @click=${() => put(form, tasks.map(({ weight, ...rest }) => rest))}>Equal shares</button>` : nothing}</div>
		<datalist id="datasets">${offered(form).map((one) => html`<option value=${one.name}>${one.told ?? ""}</option>`)}</datalist></fieldset>`;
}

/** The datasets, available ones first. */
function offered(form) {
	return form.datasets.length ? form.datasets.filter((one) => !one.evaluationOf).map((one) => ({ name: one.name, told: !one.usable ? "files are missing" : one.train?.rows ? `${number(one.train.rows)} rows` : "" }))
		: KNOWN.map((name) => ({ name }));
}

function row(form, tasks, shares, task, at) {
	const change = (field, value) => put(form, tasks.map((one, place) => place === at ? withField(one, field, value) : one));
	const limit = (split) => form.plan.limits?.[split]?.[task.dataset];
	const limited = (split) => (event) => form.set(["limits", split, task.dataset], event.target.value.trim() ? numberOrText(event.target.value.trim()) : undefined);
	return html`<li class="task-row">${dot(task.dataset ?? "")}
		<div><label class="unseen" for=${`dataset-${at}`}>Dataset ${at + 1}</label><input id=${`dataset-${at}`} list="datasets" .value=${task.dataset ?? ""} placeholder="dataset"
			@change=${(event) => change("dataset", event.target.value.trim())}></div>
		<div><label for=${`weight-${at}`}>Weight, %</label><input id=${`weight-${at}`} inputmode="decimal" .value=${inPercent(task.weight)}
			placeholder=${fixed(100 * shares[at], 1)} @change=${(event) => change("weight", ofPercent(event.target.value.trim()))}></div>
		<div><label for=${`train-${at}`}>Maximum examples</label><input id=${`train-${at}`} inputmode="numeric" placeholder="all" .value=${String(limit("train") ?? "")} @change=${limited("train")}></div>
		<div><label for=${`evaluation-${at}`}>Maximum evaluated</label><input id=${`evaluation-${at}`} inputmode="numeric" placeholder="all" .value=${String(limit("evaluation") ?? "")} @change=${limited("evaluation")}></div>
		<button type="button" class="link" aria-label=${`Remove ${task.dataset}`} @click=${() => put(form, tasks.filter((one, place) => place !== at))}>Remove</button>
		${["", ".dataset", ".weight"].map((field) => fault(form.error, `tasks[${at}]${field}`))}
		${["train", "evaluation"].map((split) => fault(form.error, `limits.${split}[${task.dataset}]`))}${more(form, task, at)}</li>`;
}

function inPercent(weight) {
	return typeof weight === "number" ? String(Number((100 * weight).toFixed(4))) : String(weight ?? "");
}

/** A text that is not a number is sent unchanged and rejected. */
function ofPercent(text) {
	const value = text === "" ? undefined : numberOrText(text);
	return typeof value === "number" ? Number((value / 100).toFixed(6)) : value;
}

/** Settings that few tasks need: a head that several share, further evaluation sets, a batch size of its own. */
function more(form, task, at) {
	const rest = form.taskFields.filter(({ name }) => !SHOWN.includes(name)).sort((a, b) => OFTEN.includes(b.name) - OFTEN.includes(a.name));
	const given = rest.filter(({ name }) => task[name] !== undefined).map(({ name }) => name);
	return rest.length ? html`<details class="more small" ?open=${rest.some(({ name }) => hasFault(form, `tasks[${at}].${name}`))}><summary>Head, evaluation and more${given.length ? ` (${given.length} set)` : ""}</summary>
		<div class="fields">${rest.map(({ name, schema }) => name === "evaluateOn" ? evaluatedOn(form, task, at, schema) : control(form, ["tasks", at, name], schema))}</div></details>` : nothing;
}

function withField(task, field, value) {
	const { [field]: before, ...rest } = task;
	return (value === undefined) ? rest : { ...task, [field]: value };
}

function put(form, tasks) {
	form.set(["tasks"], tasks);
}

function add(form, tasks) {
	const free = offered(form).find((one) => !tasks.some((task) => task.dataset === one.name));
	put(form, [...tasks, { dataset: free?.name ?? "" }]);
}

/** Moves weight between two neighbours, by pointer or by arrow keys. */
function handle(form, tasks, shares, at) {
	const shift = (share) => {
		const least = Math.min(LEAST, shares[at], shares[at + 1]);
		const both = shares[at] + shares[at + 1];
		const left = Math.min(both - least, Math.max(least, share));
		const wanted = [...shares];
		[wanted[at], wanted[at + 1]] = [Number(left.toFixed(3)), Number((both - left).toFixed(3))];
		put(form, tasks.map((task, place) => ({ ...task, weight: Number(wanted[place].toFixed(6)) })));
	};
	const drag = (event) => {
		const bar = event.target.closest(".bar").getBoundingClientRect();
		const before = shares.slice(0, at).reduce((sum, one) => sum + one, 0);
		shift(Math.round(((event.clientX - bar.left) / bar.width - before) / STEP) * STEP);
	};
	return html`<div class="handle" role="slider" tabindex="0" aria-label=${`Share of ${tasks[at].dataset} against ${tasks[at + 1].dataset}, percent`} aria-valuemin="0"
		aria-valuemax="100" aria-valuenow=${Math.round(100 * shares[at])}
		@keydown=${(event) => {
			const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
			if (step) {
				event.preventDefault();
				shift(shares[at] + step);
			}
		}}
		@pointerdown=${(event) => event.target.setPointerCapture(event.pointerId)} @pointermove=${(event) => event.target.hasPointerCapture(event.pointerId) && drag(event)}></div>`;
}
