// Actions on a run.

import { html, nothing } from "../lib/lit.js";
import { address, call, part, post } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { link } from "../lib/router.js";
import { hasEnded } from "../lib/runs.js";
import { confirmation } from "./dialog.js";

export function actions(page) {
	const job = page.state.job;
	const ended = hasEnded(job);
	return html`<div class="row">
		${job.status === "SUCCEEDED" ? html`<a class="button" href=${link("ask", { model: job.id })}>Ask the model</a>
			<a class="button plain" href=${link(`models/${job.id}`)}>Model</a>` : nothing}
		${["FAILED", "CANCELLED", "PAUSED"].includes(job.status) ? html`<button @click=${() => resume(page)}>Resume</button>` : nothing}
		<a class="button plain" href=${link("new", { from: job.id })}>Run again with changes</a>
		${ended ? html`<button class="danger" @click=${() => purge(page)}>Delete checkpoints</button>` : html`<button class="danger" data-cancel @click=${() => cancel(page)}>Cancel</button>`}</div>`;
}

async function cancel(page) {
	if (await confirmation("Cancel this run?", "Its last checkpoint is kept, so it can be resumed.", "Cancel the run")) {
		page.attempt(async () => {
			await call(`jobs/${part(page.id)}`, { method: "DELETE" });
			await page.reload();
		});
	}
}

function resume(page) {
	page.attempt(async () => {
		await post(`jobs/${part(page.id)}/resume`, {});
		announce("The run was resumed.");
		page.visit.again();
	});
}

/** The run stays listed with its curves; only its disk space is freed. */
async function purge(page) {
	const models = page.state.job.models?.length;
	const agreed = await confirmation("Delete the checkpoints of this run?", "The run can then no longer be resumed. Its plan, curves and scores are kept.", "Delete the checkpoints", {
		more: models ? html`<p><label><input type="checkbox" name="models" value="true"> Delete its ${models > 1 ? "models" : "model"} too, unless aliases point to ${models > 1 ? "them" : "it"}</label></p>` : nothing });
	if (agreed) {
		page.attempt(async () => {
			await call(address(`jobs/${part(page.id)}`, { purge: true, models: agreed.get("models") }), { method: "DELETE" });
			announce("The checkpoints were deleted.");
			await page.reload();
		});
	}
}
