// Small pieces that many pages show: a status, a mixture of tasks, a line of losses, scores beside those of a program that never reads.

import { html, nothing, svg } from "../lib/lit.js";
import { ago, fixed, moment, number, percent, signed } from "../lib/format.js";
import { taskStyle } from "../lib/colours.js";
import { baseline, baselineName, inPercent, label, mainMetrics } from "../lib/scores.js";

export function status(value) {
	return html`<span class="status ${value}">${value?.toLowerCase()}</span>`;
}

export function time(instant) {
	return instant ? html`<time datetime=${instant} title=${moment(instant)}>${ago(instant)}</time>` : "–";
}

export function dot(dataset) {
	return html`<svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill=${`var(--t${taskStyle(dataset).place})`}/></svg>`;
}

export function task(dataset) {
	return html`<span class="task">${dot(dataset)}${dataset}</span>`;
}

/** The tasks of a plan as one bar. */
export function mixture(tasks) {
	if (!tasks?.length) {
		return nothing;
	}
	const told = tasks.map((one) => `${one.dataset} ${percent(one.weight, one.weight * 100 % 1 ? 1 : 0)}`).join(", ");
	let from = 0;
	return html`<svg class="mixture" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=${told}><title>${told}</title>${tasks.map((one) => {
		const x = from;
		from += 100 * one.weight;
		return svg`<rect x=${x} y="0" width=${Math.max(0, 100 * one.weight - .6)} height="10" fill=${`var(--t${taskStyle(one.dataset).place})`}/>`;
	})}</svg>`;
}

/** A small line without axes. */
export function spark(values, told) {
	if (!values || values.length < 2) {
		return html`<svg class="spark" viewBox="0 0 100 24" aria-hidden="true"></svg>`;
	}
	const [least, most] = [Math.min(...values), Math.max(...values)];
	const points = values.map((value, at) => `${(100 * at / (values.length - 1)).toFixed(1)},${
		(22 - 20 * (value - least) / (most - least || 1)).toFixed(1)}`).join(" ");
	return html`<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label=${told ?? `from ${
		number(values[0])} to ${number(values.at(-1))}`}><polyline points=${points}/></svg>`;
}

/** Main scores in percent, with the difference to a program that never reads. */
export function scores(metrics, { difference = true } = {}) {
	return html`<span class="scores">${mainMetrics(metrics).map((metric) => score(metrics, metric, difference))}</span>`;
}

export function score(metrics, metric, difference = true) {
	const value = inPercent(metrics, metric);
	const empty = baseline(metrics, metric);
	return html`<span class="score"><span class="quiet">${label(metric)}</span> <b>${fixed(value)}</b>${difference && empty !== undefined
		? html` <span class=${value > empty ? "good" : "bad"} title=${`${baselineName(metrics)}: ${fixed(empty)}`}>${signed(value - empty, 1)}</span>` : nothing}</span>`;
}

export function progress(job) {
	const at = job.progress;
	return at?.totalSteps ? html`<progress max=${at.totalSteps} value=${at.step} aria-label=${`step ${at.step} of ${at.totalSteps}`}></progress>` : nothing;
}

export function tags(values) {
	return values?.length ? html`<span class="tags">${values.map((tag) => html`<a class="tag" href=${`#/runs?tag=${encodeURIComponent(tag)}`}>${tag}</a>`)}</span>` : nothing;
}

/** A field with its label; `more` follows the label. */
export function field(id, name, control, more) {
	return html`<div class="field"><label for=${id}>${name}${more ? html` <span class="hint">${more}</span>` : nothing}</label>${control}</div>`;
}

/** A single figure with its name. */
export function tile(name, value, note) {
	return html`<div class="tile"><span class="quiet">${name}</span><b>${value}</b>${note ? html`<span class="quiet small">${note}</span>` : nothing}</div>`;
}

export function empty(text, action) {
	return html`<div class="empty"><p class="quiet">${text}</p>${action ?? nothing}</div>`;
}
