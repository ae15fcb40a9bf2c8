// The legend of a chart: its lines, which can be hidden, and on a narrow chart the names of its reference lines.

import { html, nothing } from "../lib/lit.js";

export function legend(spec, { hidden, narrow, toggle }) {
	const lines = (spec.series ?? []).filter((one) => one.name && !one.unlisted);
	return html`<div class="legend">${lines.map((one) => html`<button aria-pressed=${!hidden.has(one.name)} @click=${() => toggle(one.name)}>
		${key(one.colour, Array.isArray(one.dash) ? one.dash.join(" ") : "none")}${one.name}</button>`)}${narrow ? references(spec) : nothing}</div>`;
}

function references(spec) {
	return (spec.lines ?? []).filter((one) => one.name && one.y !== undefined)
		.map((one) => html`<span class="of-line">${key(one.colour ?? "currentColor", "4 4")}${one.name}</span>`);
}

function key(colour, dash) {
	return html`<svg class="key" viewBox="0 0 26 4" aria-hidden="true"><line x1="0" x2="26" y1="2" y2="2" stroke=${colour} stroke-dasharray=${dash}/></svg>`;
}
