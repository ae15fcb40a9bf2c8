// One model: scores, threshold studio, errors, aliases, exports, snippets, provenance.

import { html, nothing } from "../lib/lit.js";
import { attempt } from "../lib/attempt.js";
import { address, call, part } from "../lib/api.js";
import { fixed, moment } from "../lib/format.js";
import { link } from "../lib/router.js";
import { baseline, inPercent, isSpan, label, mainMetrics } from "../lib/scores.js";
import { aliases } from "../parts/model-aliases.js";
import { errorKeys, errors, loadErrors } from "../parts/model-errors.js";
import { exports_, remove } from "../parts/model-exports.js";
import { snippets } from "../parts/model-snippets.js";
import { problem } from "../parts/problem.js";
import { task, tile } from "../parts/pieces.js";
import { studio } from "../parts/studio.js";
import { warnings } from "../parts/warnings.js";

const POINTS = 300;

export async function open(visit) {
	const page = { visit, id: visit.id, error: null, studies: {} };
	page.paint = () => visit.paint(view(page));
	page.load = async () => {
		page.model = await call(`models/${part(page.id)}`);
		// Of an address with an alias or a name, all later calls refer to the model that is shown.
		page.id = page.model.id;
		visit.title(page.model.name);
		page.paint();
	};
	page.attempt = (action) => attempt(page, action);
	await page.load();
	for (const [dataset, metrics] of Object.entries(page.model.metrics ?? {})) {
		if (isSpan(metrics)) {
			call(address(`models/${part(page.id)}/thresholds`, { dataset, points: POINTS })).then((study) => {
				page.studies[dataset] = study;
				page.paint();
			}).catch(() => {
				page.studies[dataset] = null;
				page.paint();
			});
		}
	}
	const [evaluated] = Object.entries(page.model.metrics ?? {}).find(([, metrics]) => isSpan(metrics)) ?? [];
	if (evaluated) {
		loadErrors(page, evaluated);
		addEventListener("keydown", (event) => errorKeys(page, event), { signal: visit.signal });
	}
	return () => {
		evaluated && loadErrors(page, evaluated);
		page.paint();
	};
}

function view(page) {
	const model = page.model;
	return html`<div class="head"><h1>${model.name}</h1><div class="row"><a class="button" href=${link("ask", { model: model.id })}>Ask this model</a>
		<a class="button plain" href=${link("comparison", { b: model.id })}>Compare answers</a>
		${model.jobId ? html`<a class="button plain" href=${link(`runs/${model.jobId}`)}>Show its run</a>` : nothing}
		<button class="danger" @click=${() => remove(page)}>Delete</button></div></div>
		${page.error ? problem(page.error) : nothing}${warnings(model)}${otherPrecision(model)}
		<div class="tiles">${tile("Encoder", model.encoder)}${tile("Threshold", fixed(model.nullThreshold, 3), "no answer if the null odds are higher")}
			${tile("Epoch", model.epoch ?? "–", model.selection)}${tile("Registered", moment(model.createdAt).split(",")[0], moment(model.createdAt).split(",")[1])}
			${tile("Windows", `${model.maxSequenceLength} pieces`, `step ${model.docStride}, question up to ${model.maxQuestionLength}`)}</div>
		<section class="card"><h2>Scores, %</h2>${model.evaluationPrecision ? html`<p class="quiet">Evaluated in ${model.evaluationPrecision}.</p>` : nothing}${scoreTable(model)}</section>
		${studios(page)}${errors(page)}
		<div class="sides"><div>${snippets(model)}
			<section class="card"><h2>Provenance</h2><details><summary>Plan, hashes and versions</summary><pre>${JSON.stringify(model.provenance, null, 2)}</pre></details></section>
		</div><div>${aliases(page)}${exports_(page)}</div></div>`;
}

/** A studio for each evaluation on questions; its space is reserved until it is loaded. */
function studios(page) {
	return Object.entries(page.model.metrics ?? {}).filter(([dataset, metrics]) => isSpan(metrics) && page.studies[dataset] !== null).map(([dataset]) => page.studies[dataset]
		? studio(page, page.studies[dataset]) : html`<section class="card room"><h2>Threshold studio: ${dataset}</h2><p class="quiet">Reading the null odds…</p></section>`);
}

/** A model that answers in another precision than it was evaluated in. */
function otherPrecision({ evaluationPrecision: evaluated, answeringPrecision: answering }) {
	return !evaluated || evaluated === answering ? nothing : html`<div class="bad small">Evaluated in ${evaluated}, but this node answers in ${answering}:
		scores and null odds of answers differ slightly from those shown here. Evaluate the model again to measure the difference.</div>`;
}

function scoreTable(model) {
	const rows = Object.entries(model.metrics ?? {}).flatMap(([dataset, metrics]) => mainMetrics(metrics).map((metric, at) => html`<tr>
		<td>${at ? nothing : task(dataset)}</td><td>${label(metric)}</td><td class="number"><b>${fixed(inPercent(metrics, metric))}</b></td>
		<td class="number">${fixed(baseline(metrics, metric))}</td>${isSpan(metrics) ? html`<td class="number">${fixed(metrics[`HasAns_${metric}`])}</td>
		<td class="number">${fixed(metrics[`NoAns_${metric}`])}</td>` : html`<td></td><td></td>`}</tr>`));
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Scores"><table><thead><tr><th>Dataset</th><th>Metric</th><th class="number">Score</th><th class="number">Program that never reads</th>
		<th class="number">Answerable</th><th class="number">Unanswerable</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
