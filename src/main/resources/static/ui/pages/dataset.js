// One dataset: its files, its first examples as the model sees them, uploads.

import { html, nothing } from "../lib/lit.js";
import { address, call, currentKey, parse, part, Problem, remove } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { bytes, number, percent } from "../lib/format.js";
import { go, link } from "../lib/router.js";
import { label } from "../lib/scores.js";
import { confirmation } from "../parts/dialog.js";
import { problem } from "../parts/problem.js";
import { tile } from "../parts/pieces.js";
import { origin } from "./datasets.js";
import { sampleRow } from "../parts/sample-row.js";

export async function open(visit) {
	const page = { visit, id: visit.id, error: null, sent: {}, brought: null };
	page.paint = () => visit.paint(view(page));
	page.load = async () => {
		page.found = await call(`datasets/${part(page.id)}`);
		page.paint();
	};
	visit.title(page.id);
	visit.paint(html`<div class="head"><h1>${page.id}</h1></div><p class="quiet">Reading the files…</p>`);
	await page.load();
}

function view(page) {
	const { dataset, samples, encoder } = page.found;
	const uploaded = String(dataset.origin).toLowerCase() === "upload";
	return html`<div class="head"><h1>${dataset.name}</h1><div class="row">${dataset.usable && !dataset.evaluationOf ? html`<a class="button" href=${link("runs", { dataset: dataset.name })}>Show its runs</a>` : nothing}
		${uploaded ? html`<button class="danger" @click=${() => erase(page)}>Delete</button>` : nothing}</div></div>
		${page.error ? problem(page.error) : nothing}
		${page.brought ? html`<p class="note">${number(page.brought.rows)} examples are stored${page.brought.skipped?.length ? `; ${page.brought.skipped.length} malformed rows were skipped` : ""}.</p>` : nothing}
		${dataset.missing?.length ? html`<div class="note warn"><ul>${dataset.missing.map((one) => html`<li>${one}</li>`)}</ul></div>` : nothing}
		<div class="tiles">${tile("Head", dataset.head?.replaceAll("-", " ") ?? "–", dataset.evaluationOf ? `evaluates ${dataset.evaluationOf}` : origin(dataset))}
		${tile("Metric", dataset.metric ? label(dataset.metric) : "–")}${dataset.labels?.length ? tile("Labels", number(dataset.labels.length), dataset.labels.slice(0, 8).join(", ")) : nothing}
		${split("Training", dataset.train)}${split("Evaluation", dataset.evaluation)}</div>
		${uploaded ? html`<section class="card"><h2>Upload files</h2><div class="fields">${upload(page, "train", "Training file")}${dataset.trainingOnly ? nothing : upload(page, "evaluation", "Evaluation file")}</div></section>` : nothing}
		${rejected(dataset)}
		<section class="card"><h2>First examples${encoder ? html` <span class="quiet small">with the tokenizer of ${encoder}</span>` : nothing}</h2>${samples.length ? samples.map(sampleRow) : html`<p class="quiet">There are no examples to show.</p>`}</section>`;
}

function split(name, found) {
	return found?.file ? tile(`${name} examples`, found.rows === null || found.rows === undefined ? "–" : number(found.rows), found.fault ?? `${found.file.split("/").at(-1)}, ${bytes(found.bytes)}`) : nothing;
}

function rejected(dataset) {
	const rows = [dataset.train, dataset.evaluation].flatMap((one) => one?.rejected ?? []);
	return rows.length ? html`<section class="card"><h2>Rejected rows</h2><ul class="small">${rows.map((one) => html`<li>${one}</li>`)}</ul></section>` : nothing;
}

function upload(page, name, label) {
	const share = page.sent[name];
	return html`<div class="field"><label for=${`file-${name}`}>${label} <span class="hint">plain or gzip</span></label>
		<input id=${`file-${name}`} type="file" ?disabled=${share !== undefined} @change=${(event) => {
			send(page, name, event.target.files[0]);
			// browsers do not report a choice of the same file, which may have been corrected
			event.target.value = "";
		}}>
		${share === undefined ? nothing : html`<progress max="1" value=${share} aria-label=${`${label}: ${percent(share)}`}></progress>`}</div>`;
}

/** Uses XMLHttpRequest, because fetch does not report how much has been sent. */
function send(page, name, file) {
	if (!file) {
		return;
	}
	const sending = new XMLHttpRequest();
	const done = (error) => {
		delete page.sent[name];
		page.error = error;
		page.load().catch(page.visit.fail);
	};
	sending.open("PUT", address(`datasets/${part(page.id)}/${name}`, {}));
	sending.setRequestHeader("Content-Type", "application/octet-stream");
	if (currentKey()) {
		sending.setRequestHeader("Authorization", `Bearer ${currentKey()}`);
	}
	sending.upload.addEventListener("progress", (event) => {
		page.sent[name] = event.loaded / event.total;
		page.paint();
	});
	sending.addEventListener("load", () => {
		// a proxy in front of the service rejects large files with a page of its own
		const body = parse(sending.responseText) ?? {};
		page.brought = sending.status < 300 ? body : null;
		announce(sending.status < 300 ? "The file was stored." : "The file was rejected.");
		done(sending.status < 300 ? null : new Problem(body, sending.status));
	});
	sending.addEventListener("error", () => done(new Problem({ detail: "The upload was interrupted; nothing was stored." }, 0)));
	page.visit.signal.addEventListener("abort", () => sending.abort());
	page.sent[name] = 0;
	page.paint();
	sending.send(file);
}

async function erase(page) {
	if (await confirmation("Delete this dataset?", "Its definition and files will be deleted. Models that were trained on it are kept.", "Delete the dataset")) {
		try {
			await remove(`datasets/${part(page.id)}`);
			announce("The dataset was deleted.");
			go("datasets");
		}
		catch (error) {
			page.error = error;
			page.paint();
		}
	}
}
