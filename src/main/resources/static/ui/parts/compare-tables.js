// Tables of a comparison, with copies for spreadsheets, notes and papers.

import { html, nothing } from "../lib/lit.js";
import { copy, csv, latex, markdown } from "../lib/files.js";
import { fixed, short, signed } from "../lib/format.js";
import { words } from "./run-panels.js";

const HASH_SHOWN = 16;

export function scoreTable(page, base) {
	const names = [...new Set(page.scores.flatMap((one) => Object.keys(one)))];
	const best = Object.fromEntries(names.map((name) => [name, Math.max(...page.scores.map((one) => one[name] ?? -Infinity))]));
	const rows = [["run", ...names], ...page.runs.map((run, at) => [run.name, ...names.map((name) => fixed(page.scores[at][name]))])];
	return html`<div class="row between"><h2>Scores, %</h2>${copies(rows)}</div>
		${names.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Scores"><table><thead><tr><th>Run</th>${names.map((name) => html`<th class="number">${name}</th>`)}</tr></thead>
		<tbody>${page.runs.map((run, at) => html`<tr><td class="name">${run.name}</td>${names.map((name) => {
			const value = page.scores[at][name];
			const before = page.scores[base][name];
			return html`<td class=${`number ${value !== undefined && value === best[name] ? "best" : ""}`}>${fixed(value)}
				${at === base || value === undefined || before === undefined ? nothing : html`<span class=${`small ${value >= before ? "good" : "bad"}`}>${signed(value - before)}</span>`}</td>`;
		})}</tr>`)}</tbody></table></div><p class="quiet small">The best value of each column is marked; differences are to ${page.runs[base].name}.</p>` : html`<p class="quiet">No run has been evaluated yet.</p>`}`;
}

export function differenceTable(page, title, found, file) {
	const rows = [["setting", ...page.runs.map((run) => run.name)], ...found.map(([name, values]) => [name, ...values.map(shown)])];
	return html`<div class="row between"><h2>${title}</h2>${found.length ? copies(rows) : nothing}</div>
		${found.length ? html`<div class="scroll" tabindex="0" role="region" aria-label=${title}><table class=${file}><thead><tr><th>Setting</th>${page.runs.map((run) => html`<th>${run.name}</th>`)}</tr></thead>
		<tbody>${found.map(([name, values]) => html`<tr><td class="quiet">${words(name)}</td>${values.map((value) => html`<td class="value" title=${value ?? nothing}>${brief(shown(value))}</td>`)}</tr>`)}</tbody></table></div>`
		: html`<p class="quiet">No differences.</p>`}`;
}

function shown(value) {
	return (value === undefined || value === null) ? "–" : (typeof value === "number") ? short(value) : String(value);
}

/** A hash by its beginning. */
function brief(text) {
	return /^[0-9a-f]{32,}$/.test(text) ? `${text.slice(0, HASH_SHOWN)}…` : text;
}

function copies(rows) {
	return html`<span class="row small"><span class="quiet">Copy as</span>${[["CSV", csv], ["Markdown", markdown], ["LaTeX", latex]].map(([name, format]) => html`
		<button class="link" @click=${(event) => copy(format(rows), event.target)}>${name}</button>`)}</span>`;
}
