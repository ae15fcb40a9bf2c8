// The parts that all forms with JSON share.

import { html, nothing } from "../lib/lit.js";
import { moment } from "../lib/format.js";
import { textFault } from "./problem.js";

/** The JSON of a request, which can be edited. */
export function requestText(edit, id) {
	return html`<section class="card"><label for=${id}><h2>Request as JSON</h2></label>
		<textarea id=${id} class="code" rows="28" spellcheck="false" aria-invalid=${edit.fault ? "true" : "false"} aria-describedby=${`${id}-fault`} .value=${edit.text}
			@input=${(event) => edit.type(event.target.value)}></textarea>
		<span id=${`${id}-fault`}>${textFault(edit.fault)}</span></section>`;
}

/** A note that a draft is shown, with a link that discards it. */
export function restoredNote(edit, discard) {
	return edit.restored ? html`<p class="note">Your draft of ${moment(edit.restored)} was restored.
		<button class="link" @click=${discard}>Start over</button></p>` : nothing;
}
