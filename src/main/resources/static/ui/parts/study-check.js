// What a study would do, counted before it starts.

import { html, nothing } from "../lib/lit.js";
import { duration, fixed, number, plural } from "../lib/format.js";
import { tile } from "./pieces.js";

export function studyCheck({ definition, runs, reused, steps, hours, arms, halving, notes }) {
	const seeds = definition.seeds.length;
	return html`<section class="card checked" aria-label="What the study would do"><h2>This study can be run</h2>
		<div class="tiles">${tile("Runs", number(runs), `${plural(arms.length, "arm")} with ${plural(seeds, "seed")}`)}${tile("Done already", number(reused), "reused from finished runs")}
		${tile("Steps", number(steps), "of the runs that are left")}${tile("Expected to take", hours === undefined ? "–" : duration(3600 * hours), "one run after the other, on this machine")}</div>
		<div class="scroll" tabindex="0" role="region" aria-label="Arms"><table class="stack"><thead><tr><th>Arm</th><th class="number">Runs</th><th class="number">Reused</th><th class="number">Steps of a run</th><th class="number">Hours of a run</th></tr></thead>
		<tbody>${arms.map((arm) => html`<tr><td>${arm.label}${arm.baseline ? html` <span class="tag">baseline</span>` : arm.control ? html` <span class="tag">control</span>` : nothing}</td>
		<td class="number" data-label="Runs">${number(seeds)}</td><td class="number" data-label="Reused">${number(arm.jobs?.length ?? 0)}</td><td class="number" data-label="Steps of a run">${number(arm.steps)}</td>
		<td class="number" data-label="Hours of a run">${fixed(arm.hours)}</td></tr>`)}</tbody>
		<tfoot><tr><th scope="row">All that is left</th><td class="number" data-label="Runs">${number(runs - reused)}</td><td class="number" data-label="Reused">${number(reused)}</td><td class="number" data-label="Steps">${number(steps)}</td>
		<td class="number" data-label="Hours">${fixed(hours)}</td></tr></tfoot></table></div>
		${halving ? rungs(halving) : nothing}${notes.map((note) => html`<p class="small quiet">${note}</p>`)}</section>`;
}

function rungs({ shares, combinations, leastSteps, allSteps }) {
	return html`<p class="small">Halving: ${shares.map((share, at) => `${plural(combinations[at], "combination")} at ${fixed(100 * share, 0)} % of the steps`).join(", then ")}.
		${leastSteps === undefined ? nothing : html`Between ${number(leastSteps)} steps, when the shortest combinations continue, and the number above; ${number(allSteps)} without halving.`}</p>`;
}
