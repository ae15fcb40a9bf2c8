// The evaluation sets of a task: its own, none, or named datasets.

import { html, nothing } from "../lib/lit.js";
import { invalid, list } from "./fields.js";
import { fault } from "./problem.js";

export function evaluatedOn(form, task, at, schema) {
	const id = `evaluate-${at}`;
	const path = `tasks[${at}].evaluateOn`;
	const named = task.evaluateOn;
	const kind = named === undefined ? "own" : Array.isArray(named) && !named.length ? "none" : "named";
	const set = (value) => form.set(["tasks", at, "evaluateOn"], value);
	const values = { own: undefined, none: [], named: [task.dataset ?? ""] };
	return html`<div class="field"><label for=${id}>Evaluate on</label><select id=${id} aria-invalid=${invalid(form, path)} aria-describedby=${`${id}-hint`} @change=${(event) => set(values[event.target.value])}>
		${[["own", "its own sets"], ["none", "nothing: training only"], ["named", "these datasets"]].map(([value, text]) => html`<option value=${value} .selected=${value === kind}>${text}</option>`)}</select>
		${kind === "named" ? html`<input aria-label=${`Datasets that ${task.dataset} is evaluated on, separated by commas`} .value=${Array.isArray(named) ? named.join(", ") : String(named)}
			@change=${(event) => set(list(event.target.value) ?? [])}>` : nothing}
		<span class="hint" id=${`${id}-hint`}>${schema.description}</span>${named?.map?.((one, place) => fault(form.error, `${path}[${place}]`)) ?? nothing}${fault(form.error, path)}</div>`;
}
