// Curves of several runs in one chart, and parallel coordinates of their settings and scores.

import { html } from "../lib/lit.js";
import { differences } from "../lib/differences.js";
import { inPercent, label, mainMetrics } from "../lib/scores.js";
import { smooth } from "../lib/smooth.js";
import { chart } from "./chart.js";

const SMOOTHING = 0.8;
const kept = new WeakMap();

/** Specs are rebuilt only for other runs or other choices. */
function once(page, name, key, make) {
	const specs = kept.get(page.runs) ?? {};
	kept.set(page.runs, specs);
	specs[`${name} ${key}`] ??= make();
	return specs[`${name} ${key}`];
}

function choice(page, name, values, told) {
	const chosen = values.includes(page.visit.query.get(name)) ? page.visit.query.get(name) : values[0];
	return [chosen, html`<label class="inline small">${told} <select @change=${(event) => page.visit.choose({ [name]: event.target.value })}>${values.map((value) => html`
		<option .selected=${value === chosen}>${value}</option>`)}</select></label>`];
}

export function lossOverlay(page) {
	const tasks = [...new Set(page.runs.flatMap((run) => run.metrics.training.map((point) => point.task)))];
	const [task, select] = choice(page, "task", tasks, "Task");
	return html`${select}${chart(once(page, "loss", task, () => ({ label: `Training loss of ${task} by step`, file: `loss ${task}`, x: { name: "step", integer: true, digits: 0, max: "dataMax" },
		y: { min: 0, digits: 4 }, series: page.runs.map((run) => ({ name: run.name, ...run.style, dots: false,
			points: smooth(run.metrics.training.filter((point) => point.task === task).map((point) => [point.step, point.loss]), SMOOTHING) })) })))}`;
}

export function scoreOverlay(page) {
	const names = [...new Set(page.runs.flatMap((run) => run.metrics.evaluations.flatMap((one) => mainMetrics(one.metrics).map((metric) => `${one.dataset} ${label(metric)}`))))];
	const [name, select] = choice(page, "score", names, "Score");
	return html`${select}${chart(once(page, "score", name, () => ({ label: `${name} by epoch, percent`, file: `score ${name}`, x: { name: "epoch", integer: true, digits: 0 }, y: { digits: 2, unit: " %" },
		series: page.runs.map((run) => ({ name: run.name, ...run.style, dots: true, points: run.metrics.evaluations.flatMap((one) => mainMetrics(one.metrics)
			.filter((metric) => `${one.dataset} ${label(metric)}` === name).map((metric) => [one.epoch, inPercent(one.metrics, metric)])) })) })))}`;
}

export function parallelOfRuns(page) {
	return chart(once(page, "parallel", "", () => {
		const settings = differences(page.plans).filter(([, values]) => values.every((value) => value !== undefined && value !== null));
		const scores = [...new Set(page.scores.flatMap((one) => Object.keys(one)))].filter((name) => page.scores.every((one) => one[name] !== undefined));
		const axes = [...settings.map(([name, values]) => axis(name, values)), ...scores.slice(0, 6).map((name) => ({ name: name.replace(/^sample-/, ""), values: page.scores.map((one) => one[name]) }))];
		return { label: "Settings that differ and scores, a line per run", file: "parallel coordinates", height: 340, parallel: { axes,
			rows: page.runs.map((run, at) => ({ name: run.name, colour: run.style.colour, dash: run.style.dash, values: axes.map((one) => one.values[at]) })) } };
	}));
}

function axis(name, values) {
	const shown = name.replace(/^weight of (sample-)?/, "share of ");
	return values.every((value) => typeof value === "number") ? { name: shown, values, log: name === "learningRate" }
		: { name: shown, values: values.map(String), categories: [...new Set(values.map(String))] };
}
