// The counts of a run, computed before it starts.

import { html, nothing } from "../lib/lit.js";
import { bytes, duration, fixed, number, percent } from "../lib/format.js";
import { task, tile } from "./pieces.js";

export function preflight(job) {
	const report = job.preflight ?? job;
	const skipped = report.tasks.flatMap((one) => (one.skippedRows ?? []).map((row) => `${one.dataset}: ${row}`));
	const missing = report.tasks.flatMap((one) => (one.missingEvaluations ?? []).map((name) => `${name} is not evaluated, because its file is not in the data folder.`));
	return html`<section class="card" aria-label="Pre-flight report"><h2>This plan is valid</h2>
		<div class="tiles">${tile("Steps", number(report.totalSteps), `${number(report.stepsPerEpoch)} per epoch`)}${tile("Expected duration", duration(report.estimatedSeconds), "on this machine")}
		${report.estimatedMemoryBytes ? tile("Memory", bytes(report.estimatedMemoryBytes), "of each device, beside the service") : nothing}</div>
		<div class="scroll" tabindex="0" role="region" aria-label="Tasks of the plan"><table><thead><tr><th>Task</th><th class="number">Weight</th><th class="number">Examples</th>
		<th class="number">Items</th><th class="number">Steps</th><th class="number">Passes</th><th class="number">Evaluated</th><th class="number">Truncated questions</th><th class="number">Answers outside windows</th></tr></thead>
		<tbody>${report.tasks.map((one) => html`<tr><td>${task(one.dataset)}</td><td class="number">${percent(one.weight, 1)}</td><td class="number">${number(one.examples)}</td>
		<td class="number">${number(one.items)}</td><td class="number">${number(one.steps)}</td><td class="number">${fixed(one.passes)}</td>
		<td class="number">${evaluated(one)}</td><td class="number">${number(one.truncatedQuestions)}</td><td class="number">${number(one.answersOutsideWindows)}</td></tr>`)}</tbody></table></div>
		${[...missing, ...skipped].length ? html`<ul class="small warn">${[...missing, ...skipped].map((one) => html`<li>${one}</li>`)}</ul>` : nothing}</section>`;
}

/** Examples of the evaluation sets, which are named unless there is only that of the task. */
function evaluated({ dataset, evaluations, evaluationExamples }) {
	if (!evaluations || evaluations.length === 1 && evaluations[0].dataset === dataset) {
		return number(evaluationExamples);
	}
	return evaluations.length ? evaluations.map((set) => html`<div>${task(set.dataset)} ${number(set.examples)}</div>`) : "training only";
}
