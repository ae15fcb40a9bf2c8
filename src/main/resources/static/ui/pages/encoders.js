// The pretrained encoders that a run can start from.

import { html, nothing } from "../lib/lit.js";
import { all } from "../lib/api.js";
import { copy } from "../lib/files.js";
import { link } from "../lib/router.js";
import { empty } from "../parts/pieces.js";

export async function open(visit) {
	const encoders = await all("encoders");
	visit.paint(html`<div class="head"><h1>Encoders</h1></div>
		<div class="card tight">${encoders.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Encoders"><table class="stack"><thead><tr><th>Encoder</th><th>State</th><th>Source</th><th>What to do</th></tr></thead>
		<tbody>${encoders.map(row)}</tbody></table></div>` : empty("No encoder is known.")}</div>`);
}

function row(encoder) {
	return html`<tr><td class="name">${encoder.name}</td>
		<td data-label="State">${encoder.available ? html`<span class="good">ready</span>` : html`<span class="warn">${encoder.reason ?? "not ready"}</span>`}</td>
		<td data-label="Source">${encoder.source?.replaceAll("-", " ")}</td>
		<td data-label="What to do">${encoder.fetch ? html`<span><code>${encoder.fetch}</code> <button class="link small" @click=${(event) => copy(encoder.fetch, event.target)}>Copy</button></span>`
			: encoder.available ? html`<a href=${link("runs", { encoder: encoder.name })}>Its runs</a>` : nothing}</td></tr>`;
}
