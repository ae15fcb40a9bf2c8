// Runs side by side: curves overlaid, scores with the best marked, differences, parallel coordinates.

import { html, nothing } from "../lib/lit.js";
import { call, part } from "../lib/api.js";
import { runStyle } from "../lib/colours.js";
import { link } from "../lib/router.js";
import { byDataset } from "../lib/runs.js";
import { differences, environmentDifferences, flatPlan } from "../lib/differences.js";
import { allScores } from "../parts/run-columns.js";
import { lossOverlay, parallelOfRuns, scoreOverlay } from "../parts/compare-charts.js";
import { differenceTable, scoreTable } from "../parts/compare-tables.js";
import { empty, mixture, status } from "../parts/pieces.js";

const POINTS = 400;

export async function open(visit) {
	const page = { visit, runs: [] };
	page.paint = () => visit.paint(view(page));
	const load = async () => {
		const ids = (visit.query.get("runs") ?? "").split(",").filter(Boolean);
		const asked = ids.join();
		if (asked !== page.ids) {
			page.ids = asked;
			const runs = await Promise.all(ids.map(run));
			if (page.ids !== asked) {
				return;
			}
			Object.assign(page, { runs, scores: runs.map(allScores), plans: runs.map((one) => flatPlan(one.plan)), environments: null });
			environments(page, ids);
		}
		page.paint();
	};
	await load();
	return () => load().catch(visit.fail);
}

async function run(id) {
	const [job, metrics] = await Promise.all([call(`jobs/${part(id)}`), call(`jobs/${part(id)}/metrics?points=${POINTS}`)]);
	return { ...job, metrics, evaluated: byDataset(metrics.evaluations), style: runStyle(job) };
}

async function environments(page, ids) {
	const environments = await Promise.all(ids.map((id) => call(`jobs/${part(id)}/environment`).catch(() => ({}))));
	if (page.ids === ids.join()) {
		page.environments = environments;
		page.paint();
	}
}

function view(page) {
	if (page.runs.length < 2) {
		return html`<div class="head"><h1>Compare runs</h1></div><div class="card">${empty("Select two or more runs in the table of runs.", html`<a class="button" href="#/runs">Runs</a>`)}</div>`;
	}
	const base = Math.max(0, page.runs.findIndex((one) => one.id === page.visit.query.get("baseline")));
	return html`<div class="head"><h1>Compare ${page.runs.length} runs</h1><div class="row">
		<label class="inline" for="baseline">Baseline</label><select id="baseline" class="wide" @change=${(event) => page.visit.choose({ baseline: event.target.value })}>${
			page.runs.map((one, at) => html`<option value=${one.id} .selected=${at === base}>${one.name}</option>`)}</select></div></div>
		<ul class="plain-list run-list">${page.runs.map((one) => chosen(page, one))}</ul>
		<section class="card">${scoreTable(page, base)}</section>
		<div class="grid"><section class="card"><h2>Training loss</h2>${lossOverlay(page)}</section>
		<section class="card"><h2>Evaluation, %</h2>${scoreOverlay(page)}</section></div>
		<section class="card"><h2>Settings and scores</h2><p class="quiet small">Each line is a run. Drag along an axis to select runs.</p>${parallelOfRuns(page)}</section>
		<section class="card">${differenceTable(page, "Differences between the plans", differences(page.plans), "plans")}</section>
		${page.environments ? html`<section class="card">${differenceTable(page, "Differences in data, encoder and machine", environmentDifferences(page.environments), "environments")}</section>` : nothing}`;
}

function chosen(page, one) {
	const rest = page.runs.filter((run) => run !== one).map((run) => run.id).join(",");
	return html`<li><svg class="key" viewBox="0 0 26 4" aria-hidden="true"><line x1="0" x2="26" y1="2" y2="2" stroke=${`var(--t${one.style.place})`}
		stroke-dasharray=${Array.isArray(one.style.dash) ? one.style.dash.join(" ") : "none"}/></svg><a href=${link(`runs/${one.id}`)}>${one.name}</a> ${status(one.status)}
		<span class="bar">${mixture(one.plan?.tasks)}</span><a class="small" href=${link("compare", { runs: rest })} aria-label=${`Remove ${one.name}`}>Remove</a></li>`;
}
