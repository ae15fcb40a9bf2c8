// The fields of a plan. What has a place of its own comes first; everything else follows from the schema.

import { html, nothing } from "../lib/lit.js";
import { valueAt } from "../lib/plan.js";
import { typeOf } from "../lib/schema.js";
import { mixtureEditor } from "./mixture-editor.js";
import { fault } from "./problem.js";
import { words } from "./run-panels.js";

const OWN = ["name", "encoder", "tasks", "notes", "tags", "limits"];
const FIRST = ["epochs", "learningRate", "batchSize", "maxSequenceLength", "seed", "precision"];

/** Paths whose faults stand beside their fields. */
export function SHOWN_PATHS(page) {
	return [...OWN, ...page.fields.flatMap(({ name, schema }) => schema.properties ? Object.keys(schema.properties).map((one) => `${name}.${one}`) : [name]),
		...(page.plan.tasks ?? []).flatMap((task, at) => [`tasks[${at}]`, `tasks[${at}].dataset`, `tasks[${at}].weight`])];
}

export function planForm(page) {
	const first = FIRST.map((name) => page.fields.find((one) => one.name === name)).filter(Boolean);
	const rest = page.fields.filter(({ name }) => !OWN.includes(name) && !FIRST.includes(name));
	return html`<div class="fields">${name(page)}${encoder(page)}</div>
		${mixtureEditor(page)}
		<div class="fields">${first.map((one) => control(page, [one.name], one.schema))}</div>
		${rest.length ? html`<details><summary>More settings</summary><div class="fields">${rest.map((one) => one.schema.properties
			? html`<fieldset class="group"><legend>${words(one.name)}</legend>${Object.entries(one.schema.properties).map(([inner, schema]) => control(page, [one.name, inner], schema))}</fieldset>`
			: control(page, [one.name], one.schema))}</div></details>` : html`<p class="quiet">Reading the settings…</p>`}
		${labels(page)}`;
}

function name(page) {
	return html`<div class="field"><label for="run-name">Name</label><input id="run-name" maxlength="200" placeholder="made from the tasks" .value=${page.plan.name ?? ""}
		aria-invalid=${invalid(page, "name")} @change=${(event) => page.set(["name"], event.target.value || undefined)}>${fault(page.error, "name")}</div>`;
}

function encoder(page) {
	const chosen = page.plan.encoder ?? "";
	const known = page.encoders.some((one) => one.name === chosen) || !chosen ? page.encoders : [{ name: chosen, available: true }, ...page.encoders];
	return html`<div class="field"><label for="encoder">Encoder</label><select id="encoder" aria-invalid=${invalid(page, "encoder")} @change=${(event) => page.set(["encoder"], event.target.value)}>
		${known.map((one) => html`<option value=${one.name} ?selected=${one.name === chosen}>${one.name}${one.available ? "" : " (not fetched)"}</option>`)}</select>
		<a class="small" href="#/encoders">Download another</a>${fault(page.error, "encoder")}</div>`;
}

function labels(page) {
	return html`<div class="fields"><div class="field"><label for="run-tags">Tags <span class="hint">separated by commas</span></label><input id="run-tags" .value=${(page.plan.tags ?? []).join(", ")}
		@change=${(event) => page.set(["tags"], list(event.target.value))}>${fault(page.error, "tags")}</div>
		<div class="field"><label for="run-notes">Notes</label><input id="run-notes" maxlength="10000" .value=${page.plan.notes ?? ""}
		@change=${(event) => page.set(["notes"], event.target.value || undefined)}>${fault(page.error, "notes")}</div></div>`;
}

function list(text) {
	const values = text.split(",").map((one) => one.trim()).filter(Boolean);
	return values.length ? values : undefined;
}

function invalid(page, path) {
	return page.error?.faults?.some((one) => one.field === path) ? "true" : "false";
}

/** A field of the schema; empty means its default. */
function control(page, path, schema) {
	const id = `plan-${path.join("-")}`;
	const dotted = path.join(".");
	const value = valueAt(page.plan, path);
	const type = typeOf(schema);
	const given = (schema.default === undefined) ? "" : String(schema.default);
	const shared = { id, invalid: invalid(page, dotted) };
	return html`<div class="field"><label for=${id}>${words(path.at(-1))}</label>${schema.enum ? choice(page, path, schema, value, given, shared)
		: (type === "boolean") ? yesNo(page, path, value, given, shared) : input(page, path, schema, type, value, given, shared)}
		${schema.description ? html`<span class="hint" id=${`${id}-hint`}>${schema.description}</span>` : nothing}${fault(page.error, dotted)}</div>`;
}

function choice(page, path, schema, value, given, { id, invalid }) {
	return html`<select id=${id} aria-invalid=${invalid} aria-describedby=${`${id}-hint`} @change=${(event) => page.set(path, event.target.value || undefined)}>
		<option value="">${given || "default"}</option>${schema.enum.filter((one) => one !== null && String(one) !== given).map((one) => html`<option value=${one} ?selected=${one === value}>${one}</option>`)}</select>`;
}

function yesNo(page, path, value, given, { id, invalid }) {
	return html`<select id=${id} aria-invalid=${invalid} @change=${(event) => page.set(path, event.target.value ? event.target.value === "true" : undefined)}>
		<option value="">${given || "default"}</option>${[true, false].filter((one) => String(one) !== given).map((one) => html`<option value=${one} ?selected=${one === value}>${one}</option>`)}</select>`;
}

function input(page, path, schema, type, value, given, { id, invalid }) {
	const numeric = type === "integer" || type === "number";
	const structured = type === "object" || type === "array";
	const change = (event) => {
		const text = event.target.value.trim();
		page.set(path, text === "" ? undefined : numeric ? Number(text) : structured ? parsed(text) : text);
	};
	return html`<input id=${id} inputmode=${numeric ? "decimal" : "text"} aria-invalid=${invalid} aria-describedby=${`${id}-hint`}
		placeholder=${given || (structured ? "JSON" : "default")} .value=${value === undefined ? "" : structured ? JSON.stringify(value) : String(value)} @change=${change}>`;
}

/** A value that is an object or a list is written as JSON; a text that is none is sent as it is, and refused. */
function parsed(text) {
	try {
		return JSON.parse(text);
	}
	catch {
		return text;
	}
}
