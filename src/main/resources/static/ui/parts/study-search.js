// What a search that learns from its runs expects: of mixtures, or of auxiliary tasks.

import { html, nothing } from "../lib/lit.js";
import { number, plural } from "../lib/format.js";

export function searchTable({ kind, left, mixtures, tasks }) {
	const process = kind === "gaussian-process";
	return html`<section class="card"><h2>Search</h2><p class="small quiet">${process ? "Gaussian process over mixtures: expected scores" : "Thompson sampling over auxiliary tasks: expected gains over the baseline"},
		in points, with credible intervals of 95 %.${left ? html` Up to ${plural(left, process ? "mixture" : "run")} left to choose.` : nothing}</p>
		${mixtures ? mixtureTable(mixtures) : tasks ? taskTable(tasks) : nothing}</section>`;
}

function mixtureTable(mixtures) {
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Mixtures"><table class="stack"><thead><tr><th>Mixture</th><th class="number">Expected</th><th class="number">From</th><th class="number">To</th></tr></thead>
		<tbody>${mixtures.map((one) => html`<tr><td class="name">${one.label}</td><td class="number" data-label="Expected">${one.mean.toFixed(2)}</td><td class="number" data-label="From">${one.low.toFixed(2)}</td>
		<td class="number" data-label="To">${one.high.toFixed(2)}</td></tr>`)}</tbody></table></div>`;
}

function taskTable(tasks) {
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Auxiliary tasks"><table class="stack"><thead><tr><th>Auxiliary task</th><th class="number">Runs</th><th class="number">Gain</th><th class="number">From</th>
		<th class="number">To</th><th class="number">Helps, %</th><th class="number">Best, %</th></tr></thead>
		<tbody>${tasks.map((one) => html`<tr><td class="name">${one.task}</td><td class="number" data-label="Runs">${number(one.pulls)}</td><td class="number" data-label="Gain">${signed(one.mean)}</td>
		<td class="number" data-label="From">${signed(one.low)}</td><td class="number" data-label="To">${signed(one.high)}</td><td class="number" data-label="Helps, %">${(100 * one.helps).toFixed(0)}</td>
		<td class="number" data-label="Best, %">${(100 * one.best).toFixed(0)}</td></tr>`)}</tbody></table></div>`;
}

function signed(value) {
	return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
