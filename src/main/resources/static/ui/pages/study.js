// One experiment: its table and figure, which fill in as runs finish; the significance of the differences; its runs.

import { html, nothing } from "../lib/lit.js";
import { attempt } from "../lib/attempt.js";
import { address, call, part, post } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { copy } from "../lib/files.js";
import { number } from "../lib/format.js";
import { numberOrText } from "../lib/json.js";
import { repeat } from "../lib/live.js";
import { link } from "../lib/router.js";
import { problem } from "../parts/problem.js";
import { status, tile } from "../parts/pieces.js";
import { searchTable } from "../parts/study-search.js";
import { figureFiles, tableFiles } from "../parts/study-downloads.js";
import { figure, hasPaper, resultTable } from "../parts/study-results.js";

const REFRESH = 4000;

export async function open(visit) {
	const page = { visit, id: visit.id, error: null, asked: 0 };
	page.paint = () => visit.paint(view(page));
	const load = async () => {
		const asked = ++page.asked;
		const scores = visit.query.get("scores") ?? "threshold-0";
		const [study, table] = await Promise.all([call(address(`experiments/${part(page.id)}`, { scores })), call(address(`experiments/${part(page.id)}/table`, { scores, paper: true }))]);
		if (asked === page.asked) {
			Object.assign(page, { study, table });
			visit.title(study.name);
			page.paint();
		}
		return page.study.state === "RUNNING";
	};
	const follow = () => {
		page.following?.abort();
		page.following = new AbortController();
		repeat(REFRESH, load, AbortSignal.any([visit.signal, page.following.signal])).catch(visit.fail);
	};
	page.attempt = (action) => attempt(page, action);
	page.act = (path, body) => page.attempt(async () => {
		const study = await post(`experiments/${part(page.id)}/${path}`, body ?? {});
		// Responses to earlier requests show the experiment as it was before.
		page.asked++;
		page.study = study;
		announce(`The experiment is ${page.study.state.toLowerCase()}.`);
		follow();
	});
	await load();
	follow();
	return () => load().catch(visit.fail);
}

function view(page) {
	const { study, table } = page;
	const { analysis } = study;
	return html`<div class="head"><h1>${study.name}</h1>${actions(page)}</div>${page.error ? problem(page.error) : nothing}
		<p>${status(study.state)} ${study.reason ?? nothing}</p>
		<p class="note sentence">${analysis.sentence}</p>${analysis.power ? html`<p class="quiet">${analysis.power}</p>` : nothing}${analysis.halving ? html`<p class="quiet">${analysis.halving.sentence}</p>` : nothing}${analysis.search ? html`<p class="quiet">${analysis.search.sentence}</p>` : nothing}
		<div class="tiles">${tile("Runs", `${analysis.finished} of ${analysis.runs}`, Object.entries(study.counts).map(([state, count]) => `${count} ${state.toLowerCase()}`).join(", "))}
		${analysis.best ? tile("Best", analysis.best.label, "chosen on one half of the questions") : nothing}${tile("Metric", (analysis.metric ?? "–").replaceAll("_", " "), analysis.dataset)}</div>
		<section class="card"><div class="row between"><h2>Results, %</h2><div class="row small">${choices(page)}${tableFiles(page)}</div></div>${resultTable(page, table)}</section>
		${analysis.search ? searchTable(analysis.search) : nothing}
		<section class="card"><div class="row between"><h2>Figure</h2>${figureFiles(page)}</div>${figure(page, table)}</section>
		<section class="card"><h2>Runs</h2>${runs(study)}</section>
		<section class="card"><h2>Request</h2><details><summary>The request with all defaults</summary><pre>${JSON.stringify(study.definition, null, 2)}</pre></details>
		<button class="plain" @click=${(event) => copy(JSON.stringify(study.definition, null, 2), event.target)}>Copy the request</button></section>`;
}

function actions(page) {
	const { study } = page;
	const failed = (study.counts.FAILED ?? 0) + (study.counts.CANCELLED ?? 0);
	return html`<div class="row">${study.state === "STOPPED" ? html`<button @click=${() => page.act("continue")}>Continue</button>` : nothing}
		${failed && study.state !== "STOPPED" ? html`<button class="plain" @click=${() => page.act("retry")}>Retry ${number(failed)} failed</button>` : nothing}
		${planned(study) ? nothing : html`<form class="row" @submit=${(event) => extend(page, event)}><label class="unseen" for="seeds">More seeds</label><input id="seeds" name="seeds" class="narrow" required pattern="[0-9, ]+" placeholder=${`seeds, such as ${next(study)}`}>
		<button class="plain">Add seeds</button></form>`}
		<a class="button plain" href=${link("studies/new", { from: study.id })}>Run again with changes</a>
		${study.state === "RUNNING" ? html`<button class="danger" @click=${() => page.act("stop")}>Stop</button>` : nothing}</div>`;
}

/** Whether its seeds are planned beforehand: halving compares once, and untilDecided and other searches add runs by themselves. */
function planned({ definition }) {
	return ["halving", "gaussian-process", "thompson"].includes(definition.search?.kind) || Boolean(definition.untilDecided);
}

function next(study) {
	return Math.max(-1, ...study.runs.map((run) => run.seed).filter(Number.isSafeInteger)) + 1;
}

function extend(page, event) {
	event.preventDefault();
	const seeds = new FormData(event.target).get("seeds").split(/[ ,]+/).filter(Boolean).map(numberOrText);
	event.target.reset();
	page.act("extend", { seeds });
}

function choices(page) {
	const { query } = page.visit;
	return html`<label class="inline">Scores <select @change=${(event) => page.visit.choose({ scores: event.target.value === "threshold-0" ? "" : event.target.value })}>
		<option value="threshold-0">at threshold 0</option><option value="tuned" .selected=${query.get("scores") === "tuned"}>at tuned thresholds</option></select></label>
		${hasPaper(page.table) ? html`<label class="inline"><input type="checkbox" .checked=${query.get("paper") === "1"} @change=${(event) => page.visit.choose({ paper: event.target.checked ? "1" : "" })}> the paper's values</label>` : nothing}`;
}

function runs(study) {
	const succeeded = study.runs.filter((run) => run.jobId).slice(0, 12).map((run) => run.jobId);
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Runs"><table class="stack"><thead><tr><th>Arm</th><th class="number">Seed</th><th>State</th><th class="number">Score</th><th>Problem</th></tr></thead><tbody>
		${study.runs.map((run) => html`<tr><td class="name">${run.jobId ? html`<a href=${link(`runs/${run.jobId}`)}>${run.arm}</a>` : run.arm}</td><td class="number" data-label="Seed">${run.seed}</td>
		<td data-label="State">${status(run.state)}${run.reused ? html` <span class="tag">reused</span>` : nothing}</td><td class="number" data-label="Score">${run.score === undefined ? "–" : run.score.toFixed(2)}</td>
		<td class="small bad">${run.problem ?? nothing}</td></tr>`)}</tbody></table></div>
		${succeeded.length > 1 ? html`<p class="small"><a href=${link("compare", { runs: succeeded.join(",") })}>Compare their curves</a> · <a href=${link("runs", { study: study.id })}>Show them in the table of runs</a></p>` : nothing}`;
}
