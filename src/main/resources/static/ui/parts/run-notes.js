// Tags and notes of a run, edited in place.

import { html, nothing } from "../lib/lit.js";
import { part, patch } from "../lib/api.js";
import { tags } from "./pieces.js";

export function notes(page) {
	const job = page.state.job;
	return html`<div class="row between"><h2>Tags and notes</h2>
		${page.editing ? nothing : html`<button class="link" @click=${() => edit(page, true)}>Edit</button>`}</div>
		${page.editing ? form(page, job) : html`${job.tags?.length ? html`<p>${tags(job.tags)}</p>` : nothing}
		${job.notes ? html`<p class="notes">${job.notes}</p>` : job.tags?.length ? nothing : html`<p class="quiet">No tags or notes yet.</p>`}`}`;
}

function edit(page, on) {
	page.editing = on;
	page.paint();
}

function form(page, job) {
	const save = (event) => {
		event.preventDefault();
		const fields = new FormData(event.target);
		page.attempt(async () => {
			page.state.job = { ...page.state.job, ...await patch(`jobs/${part(job.id)}`, {
				tags: fields.get("tags").split(",").map((tag) => tag.trim()).filter(Boolean), notes: fields.get("notes") }) };
			page.editing = false;
		});
	};
	return html`<form @submit=${save}><div class="field"><label for="tags">Tags <span class="hint">separated by commas</span></label>
		<input id="tags" name="tags" value=${(job.tags ?? []).join(", ")}></div>
		<div class="field"><label for="notes">Notes</label><textarea id="notes" name="notes" rows="4" maxlength="10000">${job.notes ?? ""}</textarea></div>
		<div class="row"><button>Save</button><button type="button" class="plain" @click=${() => edit(page, false)}>Discard changes</button></div></form>`;
}
