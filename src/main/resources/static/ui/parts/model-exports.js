// Exports and deletion of a model.

import { html, nothing } from "../lib/lit.js";
import { address, call, part, request } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { download, nameOf, save as saveText } from "../lib/files.js";
import { go } from "../lib/router.js";
import { isSpan } from "../lib/scores.js";
import { confirmation } from "./dialog.js";

const FORMATS = [["huggingface", "Hugging Face", "zip file with a directory for transformers"], ["onnx", "ONNX", "one head for ONNX Runtime"], ["bundle", "Bundle", "everything, for another MT-DNN Server"]];

const FILES = ["predictions.json", "nbest_predictions.json", "null_odds.json"];

export function exports_(page) {
	const tasks = page.model.tasks ?? [];
	return html`<section class="card"><h2>Export</h2>
		${tasks.length > 1 ? html`<div class="field"><label for="head">Head <span class="hint">for Hugging Face and ONNX</span></label>
			<select id="head">${tasks.map((one) => html`<option>${one.name}</option>`)}</select></div>` : nothing}
		<ul class="plain-list">${FORMATS.map(([format, name, told]) => html`<li><button class="plain" ?disabled=${page.exporting} @click=${() => save(page, format)}>${
			page.exporting === format ? "Preparing…" : name}</button> <span class="quiet small">${told}</span></li>`)}</ul>
		${Object.entries(page.model.metrics ?? {}).filter(([, metrics]) => isSpan(metrics)).map(([dataset]) => html`<h2 class="minor">Evaluation on ${dataset}</h2><div class="row small">${FILES.map((file) => html`
			<button class="link" @click=${() => saveFile(page, file, dataset)}>${file}</button>`)}</div>`)}</section>`;
}

function save(page, format) {
	page.attempt(async () => {
		const dataset = (format === "bundle") ? null : page.visit.view.querySelector("#head")?.value ?? page.model.tasks?.[0]?.name;
		page.exporting = format;
		page.paint();
		try {
			const response = await request(address(`models/${part(page.id)}/export`, { format, dataset }), { headers: { Accept: "*/*" } });
			const url = URL.createObjectURL(await response.blob());
			download(url, nameOf(response) ?? `${page.model.name}.${format}`);
			setTimeout(() => URL.revokeObjectURL(url), 60000);
		}
		finally {
			page.exporting = null;
		}
	});
}

/** Files of the official evaluator. */
function saveFile(page, file, dataset) {
	page.attempt(async () => {
		const content = await call(address(`models/${part(page.id)}/${file}`, { dataset }));
		saveText(file, JSON.stringify(content), "application/json");
	});
}

/** Aliases of the model are removed only after confirmation. */
export async function remove(page) {
	const aliases = (page.aliases ?? []).filter((one) => one.modelId === page.model.id).map((one) => one.alias);
	const agreed = await confirmation("Delete this model?", "Its weights and scores will be deleted; its run is kept.", "Delete the model", {
		more: aliases.length ? html`<p class="note warn">These aliases point to it and will be removed too: <b>${aliases.join(", ")}</b></p>` : nothing });
	if (agreed) {
		page.attempt(async () => {
			await call(address(`models/${part(page.id)}`, { force: aliases.length ? "true" : null }), { method: "DELETE" });
			announce("The model was deleted.");
			go("models");
		});
	}
}
