// Fields of a request, from its schema. A form is { plan, set(path, value), error }: the request, the function that
// changes it, and the faults of its last submission.

import { html, nothing } from "../lib/lit.js";
import { short } from "../lib/format.js";
import { numberOrText, parseJson } from "../lib/json.js";
import { faultPath, valueAt } from "../lib/plan.js";
import { typeOf } from "../lib/schema.js";
import { fault } from "./problem.js";
import { words } from "./run-panels.js";

/** A field of the schema; empty means its default. */
export function control(form, path, schema) {
	const id = `plan-${path.join("-")}`;
	const value = valueAt(form.plan, path);
	const given = (schema.default === undefined) ? "" : typeof schema.default === "number" ? short(schema.default) : String(schema.default);
	const own = { form, path, schema, value, given, type: typeOf(schema), id };
	return html`<div class="field"><label for=${id}>${words(path.at(-1))}</label>${schema.enum ? choice(own) : (own.type === "boolean") ? yesNo(own) : input(own)}
		${schema.description ? html`<span class="hint" id=${`${id}-hint`}>${schema.description}</span>` : nothing}${fault(form.error, faultPath(path))}</div>`;
}

export function invalid(form, path) {
	return form.error?.faults?.some((one) => one.field === path) ? "true" : "false";
}

/** Whether a field, or one inside it, is at fault. */
export function hasFault(form, path) {
	return Boolean(form.error?.faults?.some(({ field }) => field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`)));
}

/** The texts between commas; undefined for none. */
export function list(text) {
	const values = text.split(",").map((one) => one.trim()).filter(Boolean);
	return values.length ? values : undefined;
}

function choice({ form, path, schema, value, given, id }) {
	return html`<select id=${id} aria-invalid=${invalid(form, faultPath(path))} aria-describedby=${`${id}-hint`} @change=${(event) => form.set(path, event.target.value || undefined)}>
		<option value="">${given || "default"}</option>${schema.enum.filter((one) => one !== null && String(one) !== given).map((one) => html`<option value=${one} .selected=${one === value}>${one}</option>`)}</select>`;
}

function yesNo({ form, path, value, given, id }) {
	return html`<select id=${id} aria-invalid=${invalid(form, faultPath(path))} @change=${(event) => form.set(path, event.target.value ? event.target.value === "true" : undefined)}>
		<option value="">${given || "default"}</option>${[true, false].filter((one) => String(one) !== given).map((one) => html`<option value=${one} .selected=${one === value}>${one}</option>`)}</select>`;
}

function input({ form, path, type, value, given, id }) {
	const numeric = type === "integer" || type === "number";
	const structured = type === "object" || type === "array";
	const change = (event) => {
		const text = event.target.value.trim();
		form.set(path, text === "" ? undefined : numeric ? numberOrText(text) : structured ? parsed(text) : text);
	};
	return html`<input id=${id} inputmode=${numeric ? "decimal" : "text"} aria-invalid=${invalid(form, faultPath(path))} aria-describedby=${`${id}-hint`}
		placeholder=${given || (structured ? "JSON" : "default")} .value=${value === undefined ? "" : structured ? JSON.stringify(value) : String(value)} @change=${change}>`;
}

/** A value that is an object or a list is written as JSON; other text is sent unchanged and rejected. */
export function parsed(text) {
	try {
		return parseJson(text);
	}
	catch {
		return text;
	}
}
