// An experiment as files: its table for spreadsheets, notes and papers, its figures, and the report.

import { html } from "../lib/lit.js";
import { address, part, request } from "../lib/api.js";
import { download } from "../lib/files.js";

const TABLES = [["csv", "CSV", "csv", "text/csv"], ["markdown", "Markdown", "md", "text/markdown"], ["latex", "LaTeX", "tex", "application/x-latex"]];
const FIGURES = { "mixture-vs-score": "Scores of the arms", "weight-vs-score": "Score over the weight", "learning-curve": "Learning curves", "risk-coverage": "Risk and coverage",
	affinity: "Affinity of the tasks", "gradient-cosine": "Cosine of the gradients" };
const DRAWN = [["svg", "SVG", "image/svg+xml"], ["pdf", "PDF", "application/pdf"], ["png", "PNG", "image/png"]];
const KEPT = 60000;

export function tableFiles(page) {
	return TABLES.map(([format, name, ending, type]) => html`<button class="link" @click=${() => save(page, "table", { format, ...chosen(page) }, `.${ending}`, type)}>${name}</button>`);
}

/** Figures drawn by the service, so they are the same as those of scripts. */
export function figureFiles(page) {
	const kind = FIGURES[page.visit.query.get("figure")] ? page.visit.query.get("figure") : "mixture-vs-score";
	return html`<div class="row small figure-files"><label class="inline">For a paper <select @change=${(event) => page.visit.choose({ figure: event.target.value === "mixture-vs-score" ? "" : event.target.value })}>${Object.entries(FIGURES).map(([value, name]) =>
		html`<option value=${value} .selected=${value === kind}>${name}</option>`)}</select></label>${DRAWN.map(([format, name, type]) => html`
		<button class="link" @click=${() => save(page, "figure", { kind, format, ...chosen(page) }, ` ${kind}.${format}`, type)}>${name}</button>`)}
		<button class="link" @click=${() => save(page, "report", { scores: page.visit.query.get("scores") }, " report.md", "text/markdown")}>Report</button></div>`;
}

function chosen(page) {
	return { scores: page.visit.query.get("scores"), paper: page.visit.query.get("paper") ? true : null };
}

function save(page, what, parameters, ending, type) {
	return page.attempt(async () => {
		const response = await request(address(`experiments/${part(page.id)}/${what}`, parameters), { headers: { Accept: `${type}, application/problem+json` } });
		const url = URL.createObjectURL(await response.blob());
		download(url, `${page.study.name}${ending}`);
		setTimeout(() => URL.revokeObjectURL(url), KEPT);
	});
}
