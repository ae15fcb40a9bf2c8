// How the tasks of a run affect each other: the effect of a step of one task on the losses of all, and the cosines of their gradients.

import { html, nothing } from "../lib/lit.js";
import { call, part } from "../lib/api.js";
import { number, plural } from "../lib/format.js";
import { chart } from "./chart.js";

const ROW = 42;
const AXES = 64;

/** Reads the measurements again, if the run measures affinity. */
export async function readAffinity(state) {
	if (state.job.plan?.affinity) {
		const { affinity, gradients } = await call(`jobs/${part(state.job.id)}/metrics?points=1`);
		Object.assign(state, { affinity, gradients });
	}
}

export function affinityCard({ job, affinity, gradients }) {
	if (!affinity?.length && !job.plan?.affinity) {
		return nothing;
	}
	return html`<section class="card" id="affinity"><h2>How the tasks affect each other</h2>${affinity?.length ? measured(job, affinity, gradients ?? [])
		: html`<p class="quiet">The first measurement comes at step ${number(job.plan.affinity.everySteps)}.</p>`}</section>`;
}

function measured(job, affinity, gradients) {
	return html`<h3>Affinity</h3>
		<p class="quiet small">How much a step of the task at the left lowers the loss of the task below, relative to the loss before it: positive values mean that it helps.
		Means over ${affinity.map((one) => `${plural(one.steps, "step")} of ${one.dataset}`).join(", ")}.</p>
		${chart({ label: "Affinity: 1 − loss after / loss before, by task of the step and task measured", file: `${job.name} affinity`,
			...matrix(affinity, "changes", { name: "affinity", rows: "task of the step", columns: "task measured", digits: 3 }) })}
		${gradients.length ? html`<h3>Cosine of the gradients</h3>
		<p class="quiet small">Whether two tasks pull the encoder in the same direction (1) or in opposite ones (−1). Means over ${plural(gradients[0].steps, "measurement")}.</p>
		${chart({ label: "Cosine of the encoder's gradients, by task and task", file: `${job.name} gradients`,
			...matrix(gradients, "cosines", { name: "cosine", rows: "task", columns: "other task", digits: 2 }) })}` : nothing}`;
}

/** Rows in the order of the columns, which is that of the plan. */
function matrix(found, values, words) {
	const xs = [...new Set(found.flatMap((one) => Object.keys(one[values])))];
	const sorted = [...found].sort((a, b) => xs.indexOf(a.dataset) - xs.indexOf(b.dataset));
	const ys = sorted.map((one) => one.dataset);
	const cells = sorted.flatMap((one, y) => xs.map((dataset, x) => [x, y, one[values][dataset] ?? null]));
	return { height: ROW * ys.length + AXES, heat: { ...words, xs, ys, cells } };
}
