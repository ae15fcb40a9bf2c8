// The fields of a plan: first those with their own controls, then all others, from the schema.
// A form has, in addition to the members that parts/fields.js requires, `fields` and `taskFields` of the schema, `encoders`
// and `datasets`; `without` names the fields that are set elsewhere.

import { html, nothing } from "../lib/lit.js";
import { control, hasFault, invalid, list } from "./fields.js";
import { mixtureEditor } from "./mixture-editor.js";
import { fault } from "./problem.js";
import { words } from "./run-panels.js";

const OWN = ["name", "encoder", "tasks", "notes", "tags", "limits"];
const FIRST = ["epochs", "learningRate", "batchSize", "maxSequenceLength", "seed", "precision"];

/** Paths whose faults are shown beside their fields. */
export function shownPaths(form) {
	const shown = ["encoder", "tasks", ...(form.without ? [] : ["name", "notes", "tags"])];
	const tasks = (form.plan.tasks ?? []).flatMap((task, at) => [`tasks[${at}]`, ...form.taskFields.map(({ name }) => `tasks[${at}].${name}`),
		...(Array.isArray(task.evaluateOn) ? task.evaluateOn.map((one, place) => `tasks[${at}].evaluateOn[${place}]`) : [])]);
	const limits = (form.plan.tasks ?? []).flatMap((task) => ["train", "evaluation"].map((split) => `limits.${split}[${task.dataset}]`));
	const rest = form.fields.filter(({ name }) => !OWN.includes(name) && !form.without?.includes(name))
		.flatMap(({ name, schema }) => [name, ...Object.keys(schema.properties ?? {}).map((one) => `${name}.${one}`)]);
	return [...shown, ...tasks, ...limits, ...rest];
}

export function planForm(form) {
	const offered = form.fields.filter((one) => !form.without?.includes(one.name));
	const first = FIRST.map((name) => offered.find((one) => one.name === name)).filter(Boolean);
	const rest = offered.filter(({ name }) => !OWN.includes(name) && !FIRST.includes(name));
	return html`<div class="fields">${form.without ? nothing : name(form)}${encoder(form)}</div>
		${mixtureEditor(form)}
		<div class="fields">${first.map((one) => control(form, [one.name], one.schema))}</div>
		${rest.length ? html`<details ?open=${rest.some((one) => hasFault(form, one.name))}><summary>More settings</summary><div class="fields">${rest.map((one) => one.schema.properties
			? group(form, one) : control(form, [one.name], one.schema))}</div></details>` : html`<p class="quiet">Reading the settings…</p>`}
		${form.without ? nothing : labels(form)}`;
}

function group(form, { name, schema }) {
	return html`<fieldset class="group"><legend>${words(name)}</legend>${fault(form.error, name)}${Object.entries(schema.properties).map(([inner, one]) => control(form, [name, inner], one))}</fieldset>`;
}

function name(form) {
	return html`<div class="field"><label for="run-name">Name</label><input id="run-name" maxlength="200" placeholder="made from the tasks" .value=${form.plan.name ?? ""}
		aria-invalid=${invalid(form, "name")} @change=${(event) => form.set(["name"], event.target.value || undefined)}>${fault(form.error, "name")}</div>`;
}

function encoder(form) {
	const chosen = form.plan.encoder ?? "";
	const known = form.encoders.some((one) => one.name === chosen) || !chosen ? form.encoders : [{ name: chosen, available: true }, ...form.encoders];
	return html`<div class="field"><label for="encoder">Encoder</label><select id="encoder" aria-invalid=${invalid(form, "encoder")} @change=${(event) => form.set(["encoder"], event.target.value)}>
		${chosen ? nothing : html`<option value="">…</option>`}${known.map((one) => html`<option value=${one.name} .selected=${one.name === chosen}>${one.name}${one.available ? "" : " (not downloaded)"}</option>`)}</select>
		<a class="small" href="#/encoders">Download another</a>${fault(form.error, "encoder")}</div>`;
}

function labels(form) {
	return html`<div class="fields"><div class="field"><label for="run-tags">Tags <span class="hint">separated by commas</span></label><input id="run-tags" .value=${(form.plan.tags ?? []).join(", ")}
		@change=${(event) => form.set(["tags"], list(event.target.value))}>${fault(form.error, "tags")}</div>
		<div class="field"><label for="run-notes">Notes</label><input id="run-notes" maxlength="10000" .value=${form.plan.notes ?? ""}
		@change=${(event) => form.set(["notes"], event.target.value || undefined)}>${fault(form.error, "notes")}</div></div>`;
}
