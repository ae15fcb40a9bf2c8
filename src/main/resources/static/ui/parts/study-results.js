// An experiment's table in the paper's layout, and its figure with intervals over seeds.

import { html, nothing } from "../lib/lit.js";
import { fixed, signed } from "../lib/format.js";
import { palette } from "../lib/colours.js";
import { label } from "../lib/scores.js";
import { chart } from "./chart.js";

export function hasPaper(table) {
	return table.rows.some((row) => row.paperF1 !== undefined);
}

export function resultTable(page, table) {
	const paper = page.visit.query.get("paper") === "1" && hasPaper(table);
	const tested = !page.study.analysis.search;
	const told = [page.study.analysis.sentence, page.study.analysis.power, page.study.analysis.halving?.sentence, page.study.analysis.search?.sentence];
	const best = Math.max(...table.rows.filter((row) => row.seeds > 0).map((row) => row.main ?? -Infinity));
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Results"><table class="results-table"><thead><tr><th>Arm</th><th class="number">Seeds</th><th class="number">EM</th><th class="number">${label(table.metric)}</th>
		<th class="number">Difference</th><th class="number">${table.level}</th>${tested ? html`<th class="number">p</th>` : nothing}${paper ? html`<th class="number">Paper EM</th><th class="number">Paper F1</th>` : nothing}</tr></thead>
		<tbody>${table.rows.map((row) => html`<tr><td>${row.label}</td><td class="number quiet">${row.planned ? `${row.seeds} of ${row.planned}` : ""}</td>
		<td class="number">${spread(row.exact, row.exactDeviation)}</td><td class=${`number ${row.seeds > 0 && row.main === best ? "best" : ""}`}>${spread(row.main, row.mainDeviation)}</td>
		<td class="number">${row.difference === undefined ? "" : html`${signed(row.difference)}${row.mark ?? nothing}`}</td>
		<td class="number quiet">${row.low === undefined ? "" : `${signed(row.low)} to ${signed(row.high)}`}</td>${tested ? html`<td class="number quiet">${row.adjusted === undefined ? "" : fixed(row.adjusted, 3)}</td>` : nothing}
		${paper ? html`<td class="number">${fixed(row.paperExact)}</td><td class="number">${fixed(row.paperF1)}</td>` : nothing}</tr>`)}</tbody></table></div>
		${table.notes.filter((note) => !told.includes(note) && (paper || !note.startsWith("The paper's values"))).map((note) => html`<p class="quiet small">${note}</p>`)}`;
}

function spread(mean, deviation) {
	return (mean === undefined) ? "–" : html`${fixed(mean)}${deviation === undefined ? nothing : html` <span class="quiet">± ${fixed(deviation)}</span>`}`;
}

/** Means of the arms with their intervals over seeds. */
export function figure(page, table) {
	const { analysis } = page.study;
	const paper = page.visit.query.get("paper") === "1";
	const key = JSON.stringify([analysis.arms, paper, palette()[0]]);
	if (page.figureKey !== key) {
		page.figureKey = key;
		page.figure = spec(page, analysis, table, paper);
	}
	return page.figure.series.some((one) => one.points.length) ? chart(page.figure) : html`<p class="quiet to-come">The figure fills in as runs finish.</p>`;
}

function spec(page, analysis, table, paper) {
	const [blue, orange, , , , , grey] = palette();
	const arms = analysis.arms;
	const points = arms.map((arm, at) => [at, arm.main?.mean]).filter(([, mean]) => mean !== undefined);
	const errors = arms.map((arm, at) => [at, arm.main?.low, arm.main?.high]).filter(([, low]) => low !== undefined);
	const rows = table.rows.filter((row) => row.planned > 0);
	const papers = rows.map((row, at) => [at, row.paperF1]).filter(([, value]) => value !== undefined);
	return { label: `${label(table.metric)} of each arm, percent, with 95 % intervals over seeds`, file: `${page.study.name} figure`, height: 340,
		x: { categories: arms.map((arm) => arm.label), name: "" }, y: { digits: 2, unit: " %" },
		series: [{ name: label(table.metric), colour: blue, points, errors, dots: "only" }, ...(paper && papers.length ? [{ name: "the paper's F1", colour: orange, points: papers, dots: "only" }] : [])],
		lines: analysis.alwaysEmpty === undefined ? [] : [{ y: analysis.alwaysEmpty, name: "always empty", colour: grey }] };
}
