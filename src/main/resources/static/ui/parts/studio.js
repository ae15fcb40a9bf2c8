// The threshold studio: the effect of a null threshold on the scores, computed from stored null odds without the model.

import { html, nothing } from "../lib/lit.js";
import { part, put } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { fixed, signed } from "../lib/format.js";
import { palette } from "../lib/colours.js";
import { chart } from "./chart.js";
import { calibrationPart, targetTable } from "./studio-risk.js";

const BINS = 30;

/** Curves, a handle, and the figures at it. The position of the handle is in the address; named thresholds are not rounded, because each is the null odds of a question. */
export function studio(page, study) {
	const { points } = study;
	const at = chosen(page, study);
	const point = pointAt(points, at);
	const now = pointAt(points, page.model.nullThreshold);
	const [least, most] = [points[0].threshold, points.at(-1).threshold];
	const choose = (value, how) => page.visit.choose({ threshold: String(value) }, how);
	const move = (value) => choose(Math.min(most, Math.max(least, Number(value.toFixed(4)))), { often: true });
	const handle = { x: at, name: fixed(at, 3), move };
	return html`<section class="card studio"><div class="row between"><h2>Threshold studio: ${study.dataset}</h2>
		<span class="quiet small">${study.total} questions</span></div>
		<p class="quiet">A question gets no answer if its null odds exceed the threshold. Drag the line, or use the slider.</p>
		<div class="grid"><div>${chart(curveSpec(study, handle))}
			<input type="range" class="threshold" aria-label=${`Threshold for ${study.dataset}`} min=${least} max=${most} step="any" .value=${String(at)}
				@input=${(event) => move(Number(event.target.value))}>
			<div class="row small"><button class="plain" @click=${() => choose(study.bestF1.threshold)}>Best F1 (${fixed(study.bestF1.score)})</button>
			<button class="plain" @click=${() => choose(study.bestExact.threshold)}>Best EM (${fixed(study.bestExact.score)})</button>
			<button class="plain" @click=${() => choose(page.model.nullThreshold)}>Current (${fixed(page.model.nullThreshold, 3)})</button></div></div>
			<div>${figures(study, at, point, now)}
			<p><button ?disabled=${at === page.model.nullThreshold} @click=${() => promote(page, at)}>Use this threshold</button></p>
			${study.halfAndHalf ? html`<p class="quiet small">The best thresholds are tuned on the questions that they are scored on. Tuned on one half and scored on the other:
				EM ${fixed(study.halfAndHalf.exact)}, F1 ${fixed(study.halfAndHalf.f1)}.</p>` : nothing}</div></div>
		<div class="grid"><div><h3>Null odds, % of the questions</h3>${chart(histogramSpec(study, handle))}</div>
			<div><h3>Risk and coverage, %</h3>${chart(riskSpec(study, at))}</div></div>
		<div class="grid">${study.targets?.length ? html`<div>${targetTable(study, choose)}</div>` : nothing}${study.calibration ? html`<div>${calibrationPart(study)}</div>` : nothing}</div></section>`;
}

function chosen(page, study) {
	const wanted = Number(page.visit.query.get("threshold") ?? page.model.nullThreshold);
	return Math.min(study.points.at(-1).threshold, Math.max(study.points[0].threshold, wanted));
}

/** The figures that hold at a threshold: those of the last point at or below it. */
function pointAt(points, threshold) {
	return points.findLast((point) => point.threshold <= threshold) ?? points[0];
}

function figures(study, at, point, now) {
	const row = (name, value, before) => html`<tr><td>${name}</td><td class="number"><b>${fixed(value)}</b></td>
		<td class=${`number ${value > before ? "good" : value < before ? "bad" : "quiet"}`}>${value === before ? "" : signed(value - before)}</td></tr>`;
	return html`<table class="figures"><thead><tr><th>At this threshold, %</th><th class="number">Score</th><th class="number">Change</th></tr></thead><tbody>
		${row("EM", point.exact, now.exact)}${row("F1", point.f1, now.f1)}${row("EM of the answerable", point.hasAnsExact, now.hasAnsExact)}
		${row("F1 of the answerable", point.hasAnsF1, now.hasAnsF1)}${row("Unanswerable without an answer", point.noAns, now.noAns)}
		${row("Questions that get an answer", coverage(study, at), coverage(study, now.threshold))}</tbody></table>`;
}

/** Percentage of the questions that get an answer at a threshold. */
function coverage(study, threshold) {
	return 100 * (study.riskCoverage?.findLast((one) => one.threshold <= threshold)?.coverage ?? 0);
}

function promote(page, threshold) {
	page.attempt(async () => {
		await put(`models/${part(page.id)}/threshold`, { threshold });
		announce(`The threshold is now ${fixed(threshold, 3)}.`);
		page.visit.choose({ threshold: "" });
		await page.load();
	});
}

const kept = new WeakMap();

/** Series are built once per study; only the handle moves. */
function once(study, name, make) {
	const made = kept.get(study) ?? {};
	kept.set(study, made);
	made[name] ??= make();
	return made[name];
}

function curveSpec(study, handle) {
	const [blue, orange, green, purple] = palette();
	const series = once(study, `curve ${blue}`, () => [["F1", "f1", blue], ["EM", "exact", orange], ["F1 of the answerable", "hasAnsF1", green],
		["unanswerable without an answer", "noAns", purple]].map(([name, field, colour]) => ({ name, colour, dots: false, step: "end",
		points: study.points.filter((point) => point[field] !== null).map((point) => [point.threshold, point[field]]) })));
	return { label: `Scores over the threshold, ${study.dataset}, percent`, file: `thresholds ${study.name} ${study.dataset}`,
		x: { name: "threshold", digits: 3, min: "dataMin", max: "dataMax" }, y: { min: 0, max: 100, digits: 2, unit: " %" }, series, handle };
}

/** Shares of the answerable and the unanswerable questions by null odds. */
function histogramSpec(study, handle) {
	const [blue, , , purple] = palette();
	const series = once(study, `histogram ${blue}`, () => {
		const answerable = (point) => point.hasAnsAnswered;
		const unanswerable = (point) => (point.noAns === null) ? null : 100 - point.noAns;
		return [["answerable", answerable, blue], ["unanswerable", unanswerable, purple]].map(([name, share, colour]) =>
			({ name, colour, area: true, dots: false, step: "end", points: bins(study.points, share) }));
	});
	return { label: `Null odds of answerable and unanswerable questions, ${study.dataset}`, file: `null odds ${study.name} ${study.dataset}`, height: 220,
		x: { name: "null odds", digits: 2, min: "dataMin", max: "dataMax" }, y: { min: 0, digits: 1, unit: " %" }, series, handle };
}

function bins(points, share) {
	const [least, most] = [points[0].threshold, points.at(-1).threshold];
	let before = 0;
	return Array.from({ length: BINS }, (none, bin) => {
		const end = least + (most - least) * (bin + 1) / BINS;
		const until = share(pointAt(points, end)) ?? 0;
		const inside = until - before;
		before = until;
		return [end, inside];
	}).flatMap(([end, inside], bin) => bin ? [[end, inside]] : [[least, inside], [end, inside]]);
}

function riskSpec(study, at) {
	const [, orange] = palette();
	const series = once(study, `risk ${orange}`, () => [{ name: "wrong among the answers given", colour: orange, dots: false,
		points: (study.riskCoverage ?? []).filter((one) => one.coverage > 0).map((one) => [100 * one.coverage, 100 * one.risk]).sort((a, b) => a[0] - b[0]) }]);
	return { label: `Risk over coverage, ${study.dataset}: share of wrong answers among those given`, file: `risk ${study.name} ${study.dataset}`, height: 220,
		x: { name: "questions that get an answer, %", digits: 1, min: 0, max: 100 }, y: { min: 0, digits: 1, unit: " %" },
		series, handle: { x: coverage(study, at), name: "here" } };
}
