// Problem documents: beside the fields they name, and as a whole.

import { html, nothing } from "../lib/lit.js";
import { currentKey } from "../lib/api.js";
import { signIn } from "./sign-in.js";

/** All faults except those that are already shown beside their fields. */
export function problem(error, shown = []) {
	if (!error) {
		return nothing;
	}
	const rest = (error.errors ?? []).filter((one) => one.message !== error.message && !shown.includes(one.field));
	const asks = error.status === 401 && !currentKey();
	return html`<div class=${asks ? "card ask-key" : "card problem"} role="alert">
		<p>${error.field && !shown.includes(error.field) && error.faults.length < 2 ? html`<b>${error.field}</b>: ` : nothing}${summary(error, shown)}</p>
		${rest.length ? html`<ul>${rest.map((one) => html`<li>${one.field ? html`<b>${one.field}</b>: ` : nothing}${one.message}</li>`)}</ul>` : nothing}
		${[401, 403].includes(error.status) ? signIn() : nothing}</div>`;
}

/** Several faults are counted, because each is listed below or shown beside its field. */
function summary(error, shown) {
	const { length } = error.errors ?? [];
	const beside = (error.errors ?? []).filter((one) => shown.includes(one.field)).length;
	return /^\d+ faults: /.test(error.message) ? `${length} faults${beside ? beside === length ? ", each beside its field" : `, ${beside} of them beside their fields` : ""}.` : error.message;
}

/** The faults of one field, for the element that describes it. */
export function fault(error, field, id) {
	const found = (error?.faults ?? []).filter((one) => one.field === field);
	return found.length ? html`<span class="fault" id=${id ?? nothing}>${found.map((one) => one.message).join(" ")}</span>` : nothing;
}

/** The first fault of a text; nothing if it is valid JSON. */
export function textFault(found) {
	return found ? html`<span class="fault">Line ${found.line}, column ${found.column}: ${found.message}</span>` : nothing;
}
