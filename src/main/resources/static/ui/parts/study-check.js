// The runs and cost of an experiment, computed before it starts.

import { html, nothing } from "../lib/lit.js";
import { duration, fixed, number, plural } from "../lib/format.js";
import { tile } from "./pieces.js";

export function studyCheck({ definition, runs, reused, steps, hours, arms, halving, notes }) {
	const seeds = definition.seeds.length;
	return html`<section class="card checked" aria-label="Check of the experiment"><h2>This experiment is valid</h2>
		<div class="tiles">${tile("Runs", number(runs), `${plural(arms.length, "arm")} with ${plural(seeds, "seed")}`)}${tile("Reused", number(reused), "finished runs")}
		${tile("Steps", number(steps), "of the remaining runs")}${tile("Expected duration", hours === undefined ? "–" : duration(3600 * hours), "one run after the other, on this machine")}</div>
		<div class="scroll" tabindex="0" role="region" aria-label="Arms"><table class="stack"><thead><tr><th>Arm</th><th class="number">Runs</th><th class="number">Reused</th><th class="number">Steps per run</th><th class="number">Hours per run</th></tr></thead>
		<tbody>${arms.map((arm) => html`<tr><td>${arm.label}${arm.baseline ? html` <span class="tag">baseline</span>` : arm.control ? html` <span class="tag">control</span>` : nothing}</td>
		<td class="number" data-label="Runs">${number(seeds)}</td><td class="number" data-label="Reused">${number(arm.jobs?.length ?? 0)}</td><td class="number" data-label="Steps per run">${number(arm.steps)}</td>
		<td class="number" data-label="Hours per run">${fixed(arm.hours)}</td></tr>`)}</tbody>
		<tfoot><tr><th scope="row">Remaining</th><td class="number" data-label="Runs">${number(runs - reused)}</td><td class="number" data-label="Reused">${number(reused)}</td><td class="number" data-label="Steps">${number(steps)}</td>
		<td class="number" data-label="Hours">${fixed(hours)}</td></tr></tfoot></table></div>
		${halving ? rungs(halving) : nothing}${notes.map((note) => html`<p class="small quiet">${note}</p>`)}</section>`;
}

function rungs({ shares, combinations, leastSteps, allSteps }) {
	return html`<p class="small">Halving: ${shares.map((share, at) => `${plural(combinations[at], "combination")} at ${fixed(100 * share, 0)} % of the steps`).join(", then ")}.
		${leastSteps === undefined ? nothing : html`From ${number(leastSteps)} steps, if the shortest combinations continue, to the number above; ${number(allSteps)} without halving.`}</p>`;
}
