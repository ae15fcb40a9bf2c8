// The first page: active and waiting runs, the newest results, the nodes, and this node's meters.

import { html, nothing } from "../lib/lit.js";
import { call } from "../lib/api.js";
import { repeat } from "../lib/live.js";
import { quantile, rate, readMeters, sum } from "../lib/meters.js";
import { runs } from "../lib/runs.js";
import { nodesTable } from "../parts/overview-nodes.js";
import { newestResults, welcome, work } from "../parts/overview-parts.js";
import { serviceTiles } from "../parts/overview-service.js";
import { mainScore } from "../parts/run-columns.js";

const RUNS_EVERY = 4000;
const METERS_EVERY = 5000;
const NODES_EVERY = 10000;
const KEPT_READINGS = 60;
const BEST_OF = 20;

export async function open(visit) {
	const page = { visit, items: null, active: [], readings: [], rates: [], nodes: null, best: new Map(), faults: {} };
	page.paint = () => visit.paint(view(page));
	await loadRuns(page);
	repeat(RUNS_EVERY, () => loadRuns(page), visit.signal).catch(visit.fail);
	repeat(METERS_EVERY, () => loadMeters(page), visit.signal).catch((error) => unread(page, "meters", error));
	repeat(NODES_EVERY, () => loadNodes(page), visit.signal).catch((error) => unread(page, "nodes", error));
}

async function loadRuns(page) {
	const [newest, running, queued, preparing, models] = await Promise.all([runs({ limit: 20 }), call("jobs?status=RUNNING&limit=20"), call("jobs?status=QUEUED&sort=created&limit=50"), call("jobs?status=PREPARING&sort=created&limit=50"), call("models?limit=1")]);
	Object.assign(page, { items: newest.items, active: running.items, waiting: [...queued.items, ...preparing.items], more: Boolean(queued.nextCursor || preparing.nextCursor), hasModels: models.items.length > 0 });
	page.paint();
	await loadBest(page);
}

/** The best run of each dataset that leads one of the newest; requested again when another run has ended. */
async function loadBest(page) {
	const scored = page.items.filter(mainScore);
	const newest = scored.map((run) => run.id + run.status).join();
	if (page.bestOf === newest) {
		return;
	}
	page.bestOf = newest;
	for (const dataset of new Set(scored.map((run) => mainScore(run).dataset))) {
		const { items } = await runs({ dataset, sort: "-score", limit: BEST_OF });
		const top = items.map((run) => ({ run, score: mainScore(run) })).filter(({ score }) => score?.dataset === dataset)
			.reduce((best, one) => (best && best.score.value >= one.score.value) ? best : one, undefined);
		top && page.best.set(dataset, top);
	}
	page.paint();
}

/** A part that the caller may not read, or that the service does not have, says so. */
function unread(page, name, error) {
	page.faults[name] = error.message;
	page.paint();
}

async function loadNodes(page) {
	page.nodes = (await call("nodes")).items;
	page.paint();
}

/** The newest reading, and the changes since the previous one. */
async function loadMeters(page) {
	const reading = await readMeters(page.visit.signal);
	const before = page.readings.at(-1);
	page.readings = [...page.readings, reading].slice(-KEPT_READINGS);
	if (before) {
		page.rates = [...page.rates, rate(before, reading, "mtdnn_serving_questions_total") ?? 0].slice(-KEPT_READINGS);
	}
	page.p95 = quantile(reading, "mtdnn_serving_answer_seconds", 0.95, page.readings[0]) ?? quantile(reading, "mtdnn_serving_answer_seconds", 0.95);
	page.refused = sum(reading, "mtdnn_serving_rejected_total");
	page.paint();
}

function view(page) {
	const fresh = page.items.length === 0 && !page.hasModels;
	return html`<div class="head"><h1>Overview</h1>${fresh ? nothing : html`<a class="button" href="#/new">New run</a>`}</div>
		${fresh ? welcome() : html`<div class="grid even"><div>${work(page)}</div><div>${newestResults(page)}</div></div>`}
		${nodesTable(page.nodes, page.faults.nodes)}${serviceTiles(page)}`;
}
