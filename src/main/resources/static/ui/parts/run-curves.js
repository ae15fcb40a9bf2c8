// Loss, evaluations and actual mixture of a run as charts; the display options are in the address.

import { html } from "../lib/lit.js";
import { taskStyle } from "../lib/colours.js";
import { shownPoints } from "../lib/run-state.js";
import { baseline, baselineName, inPercent, isSpan, label, mainMetrics, rankingMetric } from "../lib/scores.js";
import { sharesSoFar, smooth } from "../lib/smooth.js";
import { chart } from "./chart.js";

const DEFAULT_SMOOTHING = 0.8;

export function curves({ state, visit, zoomed }) {
	const weight = Number(visit.query.get("smooth") ?? DEFAULT_SMOOTHING);
	const log = visit.query.get("log") === "1";
	return html`<div class="grid">
		<section class="card"><div class="row between"><h2>Training loss</h2><div class="row small">
			<label class="inline">Smoothing <input id="smoothing" type="range" min="0" max="0.98" step="0.02" .value=${String(weight)}
				@input=${(event) => visit.choose({ smooth: event.target.value }, { often: true })}></label>
			<label class="inline"><input type="checkbox" .checked=${log} @change=${(event) => visit.choose({ log: event.target.checked ? "1" : "" })}> log scale</label></div></div>
			${state.points.length ? chart(lossSpec(state, weight, log, zoomed)) : html`<p class="quiet to-come">The curves begin with the first step.</p>`}</section>
		<section class="card"><h2>Evaluation, %</h2>${state.evaluations.length ? chart(evaluationSpec(state)) : html`<p class="quiet to-come">The first evaluation follows at the end of epoch 1.</p>`}</section></div>`;
}

const made = new WeakMap();

/** The same object while nothing has changed, so that a chart is not drawn again. */
function remembered(owner, name, key, make) {
	const kept = made.get(owner) ?? {};
	made.set(owner, kept);
	if (!kept[name] || kept[name].key.some((part, at) => part !== key[at])) {
		kept[name] = { key, value: make() };
	}
	return kept[name].value;
}

/** Losses by task: {task: [[step, loss]]}; the same object for the same points. */
function losses(state) {
	return remembered(state, "losses", [state.points, state.part?.points], () => {
		const found = new Map();
		for (const { task, step, loss } of shownPoints(state)) {
			if (!found.has(task)) {
				found.set(task, []);
			}
			found.get(task).push([step, loss]);
		}
		return found;
	});
}

function lossSpec(state, weight, log, zoomed) {
	return remembered(state, "loss", [state.points, state.part?.points, state.events, weight, log], () => {
		const series = [...losses(state)].flatMap(([task, points]) => {
			const style = taskStyle(task);
			return [{ name: task, ...style, points: smooth(points, weight), dots: points.length < 3 },
				...(weight ? [{ ...style, name: task, points, faint: true, unlisted: true, dots: false }] : [])];
		});
		return { label: "Training loss by step and task", zoomed, file: `${state.job.name} loss`, x: { name: "step", integer: true, digits: 0, max: "dataMax" },
			y: { log, digits: 4, min: log ? undefined : 0 }, series, lines: state.events.map((one) => ({ x: one.step, name: one.name === "checkpoint" ? "" : one.name })) };
	});
}

function evaluationSpec(state) {
	return remembered(state, "evaluation", [state.evaluations], () => {
		const series = [];
		const lines = [];
		for (const dataset of new Set(state.evaluations.map((one) => one.dataset))) {
			const own = state.evaluations.filter((one) => one.dataset === dataset);
			const metrics = own[0].metrics;
			const wanted = isSpan(metrics) ? ["f1", "exact"] : mainMetrics(metrics).slice(0, 1);
			wanted.forEach((metric, at) => series.push({ name: `${dataset} ${label(metric)}`, ...taskStyle(dataset, at), dots: true,
				points: own.map((one) => [one.epoch, inPercent(one.metrics, metric)]) }));
			const empty = baseline(metrics, rankingMetric(metrics));
			if (empty !== undefined) {
				lines.push({ y: empty, name: `${baselineName(metrics)} (${dataset})`, colour: taskStyle(dataset).colour });
			}
		}
		return { label: "Scores by epoch, percent", file: `${state.job.name} scores`, x: { name: "epoch", integer: true, digits: 0 },
			y: { digits: 1, unit: " %" }, series, lines };
	});
}

/** Share of the steps so far; the planned shares are dashed. */
export function mixtureChart(state) {
	return chart(mixtureSpec(state));
}

function mixtureSpec(state) {
	return remembered(state, "mixture", [state.points], () => {
		const weights = new Map((state.job.plan?.tasks ?? []).map((task) => [task.dataset, task.weight]));
		const series = [...sharesSoFar(state.points)].map(([task, points]) => ({ name: task, ...taskStyle(task), points, dots: false }));
		return { label: "Share of the steps so far by task, percent; dashed: planned", file: `${state.job.name} mixture`, height: 220,
			x: { name: "step", integer: true, digits: 0, max: "dataMax" }, y: { min: 0, max: 100, digits: 1, unit: " %" }, series,
			lines: [...weights].map(([task, weight]) => ({ y: 100 * weight, name: "", colour: taskStyle(task).colour })) };
	});
}
