// An example of a dataset: its texts, its target, and the word pieces that the model reads.

import { html, nothing } from "../lib/lit.js";
import { plural } from "../lib/format.js";

export function sampleRow(sample) {
	return html`<article class="sample"><dl>${Object.entries(sample.texts).map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}<dt>target</dt><dd><mark>${sample.target || "no answer"}</mark></dd></dl>
		${sample.inputs.length ? html`<details><summary class="small">${plural(sample.inputs.length, "input row")} as the model sees ${sample.inputs.length === 1 ? "it" : "them"} <span class="quiet">(${sample.id})</span></summary>
		${sample.inputs.map(input)}</details>` : nothing}</article>`;
}

function input({ pieces, secondStart, target }) {
	return html`<p class="pieces">${pieces.map((piece, at) => html`<span class=${at >= secondStart ? "second" : ""}>${piece}</span> `)}</p>
		<p class="quiet small">${plural(pieces.length, "word piece")}, target ${target}</p>`;
}
