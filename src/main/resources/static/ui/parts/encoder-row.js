// One encoder in the table of encoders, with its download while it is under way.

import { html, nothing } from "../lib/lit.js";
import { copy } from "../lib/files.js";
import { bytes, number } from "../lib/format.js";
import { link } from "../lib/router.js";

const SHOWN_DIGITS = 16;

export function encoderRow(page, encoder) {
	return html`<tr><td class="name">${encoder.name}${encoder.hub ? html`<div class="quiet small plainly">${encoder.hub.repository} at ${encoder.hub.revision}</div>` : nothing}</td>
		<td data-label="State">${state(encoder)}</td><td data-label="Source">${encoder.source?.replaceAll("-", " ")}</td>
		<td data-label="Content hash">${hash(page.details.get(encoder.name)?.contentHash)}</td><td>${action(page, encoder)}</td></tr>`;
}

function state({ available, reason, download }) {
	if (download?.status === "downloading") {
		const told = `${bytes(download.bytes)} of ${bytes(download.totalBytes)}, ${number(download.files)} of ${number(download.totalFiles)} files`;
		return html`<div class="download"><progress max=${download.totalBytes || 1} value=${download.bytes} aria-label=${told}></progress><span class="quiet small">${told}</span></div>`;
	}
	return available ? html`<span class="good">ready</span>` : html`<span class="warn">${reason ?? "not ready"}</span>`;
}

function hash(value) {
	return value ? html`<code title=${value}>${value.replace(/^sha256:/, "").slice(0, SHOWN_DIGITS)}</code> <button class="link small" aria-label="Copy the whole hash" @click=${(event) => copy(value, event.target)}>Copy</button>` : "–";
}

function action(page, { name, available, fetch, hub, download }) {
	if (download) {
		return html`${download.status === "failed" ? html`<button class="plain" @click=${() => page.download({ hub: download.hub, revision: hub?.revision, name })}>Continue</button> ` : nothing}
			<button class="danger" @click=${() => page.cancel(name)}>${download.status === "failed" ? "Remove" : "Cancel"}</button>`;
	}
	return fetch ? html`<span><code>${fetch}</code> <button class="link small" @click=${(event) => copy(fetch, event.target)}>Copy</button></span>`
		: available ? html`<a href=${link("runs", { encoder: name })}>Show its runs</a>` : nothing;
}
