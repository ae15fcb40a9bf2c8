// What can be done with a run.

import { html, nothing } from "../lib/lit.js";
import { call, part, post } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { go, link } from "../lib/router.js";
import { hasEnded } from "../lib/runs.js";
import { confirmation } from "./dialog.js";

export function actions(page) {
	const job = page.state.job;
	const ended = hasEnded(job);
	return html`<div class="row">
		${job.status === "SUCCEEDED" ? html`<a class="button" href=${link("ask", { model: job.id })}>Ask it</a>
			<a class="button plain" href=${link(`models/${job.id}`)}>Model</a>` : nothing}
		${["FAILED", "CANCELLED"].includes(job.status) ? html`<button @click=${() => resume(page)}>Resume</button>` : nothing}
		<a class="button plain" href=${link("new", { from: job.id })}>Run again with changes</a>
		${ended ? html`<button class="danger" @click=${() => purge(page)}>Delete</button>` : html`<button class="danger" data-cancel @click=${() => cancel(page)}>Cancel</button>`}</div>`;
}

async function cancel(page) {
	if (await confirmation("Cancel this run?", "Its last checkpoint is kept, so that it can be resumed.", "Cancel the run")) {
		page.attempt(async () => {
			await call(`jobs/${part(page.id)}`, { method: "DELETE" });
			await page.reload();
		});
	}
}

function resume(page) {
	page.attempt(async () => {
		await post(`jobs/${part(page.id)}/resume`, {});
		announce("The run is resumed.");
		go("runs");
		go(`runs/${page.id}`);
	});
}

async function purge(page) {
	const models = page.state.job.models?.length;
	if (await confirmation("Delete this run?", `Its checkpoints, curves and log are deleted.${models ? " The model that it made is kept." : ""}`, "Delete the run")) {
		page.attempt(async () => {
			await call(`jobs/${part(page.id)}?purge=true`, { method: "DELETE" });
			announce("The run is deleted.");
			go("runs");
		});
	}
}
