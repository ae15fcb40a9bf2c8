// The axes of an experiment: the fields of the plan that vary, and their values.

import { html, nothing } from "../lib/lit.js";
import { axisFields, choices, datasetsOf, mixtureName, mixtureText, numberText, readMixture } from "../lib/axes.js";
import { numberOrText } from "../lib/json.js";
import { weights } from "../lib/plan.js";
import { invalid, list, parsed } from "./fields.js";
import { axisFaults } from "./study-faults.js";
import { mixture } from "./pieces.js";
import { fault } from "./problem.js";
import { words } from "./run-panels.js";

export function axesEditor(form) {
	const axes = Array.isArray(form.plan.axes) ? form.plan.axes : [];
	const groups = axisFields(form.planFields, form.taskFields, datasetsOf(form.plan));
	const put = (next) => form.set(["axes"], next);
	return html`<fieldset class="axes"><legend>Varying fields</legend>${fault(form.error, "axes")}
		${axes.length ? nothing : html`<p class="quiet small">No field varies: only the base plan is run, with every seed.</p>`}
		<ol class="plain-list">${axes.map((axis, at) => row({ form, groups, axis: axis ?? {}, at,
			put: (changed) => put(axes.map((one, place) => place === at ? changed : one)), remove: () => put(axes.filter((one, place) => place !== at)) }))}</ol>
		<button type="button" class="plain" @click=${() => put([...axes, { field: "learningRate", values: [] }])}>Add a field that varies</button></fieldset>`;
}

function row(own) {
	const { form, groups, axis, at, put, remove } = own;
	const known = groups.flatMap((one) => one.fields).find((one) => one.path === axis.field);
	const shown = known ?? { path: axis.field ?? "", name: axis.field ?? "", kind: "json", schema: {} };
	return html`<li class=${shown.kind === "mixtures" ? "axis of-mixtures" : "axis"}><div class="field"><label for=${`axis-${at}`}>Field</label><select id=${`axis-${at}`} aria-invalid=${invalid(form, `axes[${at}].field`)} @change=${(event) => put({ field: event.target.value, values: [] })}>
		${known ? nothing : html`<option value=${shown.path} selected>${shown.name}</option>`}${groups.map(({ group, fields }) => html`<optgroup label=${words(group)}>
		${fields.map((one) => html`<option value=${one.path} .selected=${one.path === axis.field}>${one.name}</option>`)}</optgroup>`)}</select>
		${shown.schema.description ? html`<span class="hint">${shown.schema.description}</span>` : nothing}</div>
		<div class="field">${values({ ...own, shown })}${shown.kind === "mixtures" ? nothing : names(own)}
		${axisFaults(form, axis, at).map((one) => html`<span class="fault">${one}</span>`)}</div>
		<button type="button" class="link small" aria-label=${`Remove ${axis.field}`} @click=${remove}>Remove</button></li>`;
}

function values(own) {
	const kinds = { mixtures, encoder: ticks, choice: ticks, json: lines };
	return (kinds[own.shown.kind] ?? oneLine)(own);
}

function oneLine({ form, axis, at, put, shown }) {
	const read = shown.kind === "numbers" ? numberOrText : (text) => text;
	return html`<label for=${`values-${at}`}>Values <span class="hint">separated by commas</span></label><input id=${`values-${at}`} inputmode="text" aria-invalid=${invalid(form, `axes[${at}].values`)}
		placeholder=${shown.schema.default === undefined ? "" : `such as ${numberText(shown.schema.default)}`} .value=${(axis.values ?? []).map(numberText).join(", ")}
		@change=${(event) => put({ ...axis, values: (list(event.target.value) ?? []).map(read) })}>`;
}

/** A check box for each possible value. */
function ticks({ form, axis, put, shown }) {
	const offered = shown.kind === "encoder" ? form.encoders.map((one) => one.name) : choices(shown);
	const all = [...offered, ...(axis.values ?? []).filter((one) => !offered.includes(one))];
	const toggle = (value, on) => put({ ...axis, values: on ? [...(axis.values ?? []), value] : axis.values.filter((one) => one !== value) });
	return html`<fieldset class="ticks"><legend>Values</legend>${all.map((value) => html`<label class="inline"><input type="checkbox" .checked=${Boolean(axis.values?.includes(value))}
		@change=${(event) => toggle(value, event.target.checked)}> ${String(value)}</label>`)}</fieldset>`;
}

function lines({ form, axis, at, put }) {
	return html`<label for=${`values-${at}`}>Values <span class="hint">JSON, one per line</span></label><textarea id=${`values-${at}`} class="code" rows=${Math.max(2, (axis.values ?? []).length)} aria-invalid=${invalid(form, `axes[${at}].values`)}
		.value=${(axis.values ?? []).map((one) => JSON.stringify(one)).join("\n")} @change=${(event) => put({ ...axis, values: event.target.value.split("\n").filter((line) => line.trim()).map(parsed) })}></textarea>`;
}

function names({ axis, at, put }) {
	return axis.labels ? html`<label for=${`names-${at}`}>Names of the values <span class="hint">separated by commas</span></label><input id=${`names-${at}`} .value=${axis.labels.join(", ")}
		@change=${(event) => put(named(axis, list(event.target.value)))}>` : nothing;
}

function named({ labels, ...axis }, next) {
	return next ? { ...axis, labels: next } : axis;
}

function mixtures({ form, axis, at, put }) {
	const all = axis.values ?? [];
	const change = (place, tasks) => put({ ...axis, values: all.map((one, index) => index === place ? tasks : one) });
	const rename = (place, text) => {
		const next = all.map((one, index) => index === place ? text.trim() || mixtureName(one) : axis.labels?.[index] ?? mixtureName(one));
		put(named(axis, next.every((name, index) => name === mixtureName(all[index])) ? undefined : next));
	};
	const without = (place) => put(named({ ...axis, values: all.filter((one, index) => index !== place) }, axis.labels?.filter((one, index) => index !== place)));
	const add = () => put(named({ ...axis, values: [...all, all.at(-1) ?? form.plan.plan?.tasks ?? []] }, axis.labels && [...axis.labels, `mixture ${all.length + 1}`]));
	return html`<p class="hint">Datasets with weights in percent, such as squad-v2 80, swag; those without a weight share the remainder.</p>
		<ol class="plain-list">${all.map((tasks, place) => html`<li class="one-mixture">${Array.isArray(tasks) ? mixture(shares(tasks)) : nothing}
		<input aria-label=${`Mixture ${place + 1}`} .value=${mixtureText(tasks)} @change=${(event) => change(place, readMixture(event.target.value))}>
		<input aria-label=${`Name of mixture ${place + 1}`} placeholder=${mixtureName(tasks)} .value=${axis.labels?.[place] ?? ""} @change=${(event) => rename(place, event.target.value)}>
		<button type="button" class="link small" aria-label=${`Remove mixture ${place + 1}`} @click=${() => without(place)}>Remove</button></li>`)}</ol>
		<button type="button" class="link small" @click=${add}>Add a mixture</button>`;
}

function shares(tasks) {
	const found = weights(tasks);
	return tasks.map((task, at) => ({ dataset: task?.dataset ?? "", weight: found[at] }));
}
