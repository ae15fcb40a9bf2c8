// The values of a chart as text: beside the pointer, as a table, as CSV.

import { html, nothing, render } from "../lib/lit.js";
import { number } from "../lib/format.js";

const MOST_ROWS = 400;

/** The tooltip beside the pointer; an element, because the content policy forbids style attributes in markup. */
export function tip(spec, items) {
	const element = document.createElement("div");
	const shown = items.filter((item) => item.seriesType === "line" && item.value?.[1] !== undefined && !faint(spec, item.seriesName));
	if (!shown.length) {
		return "";
	}
	render(html`<div class="tip"><b>${spec.x.name ?? ""} ${place(spec, shown[0].value[0])}</b>${shown.map((item) => html`
		<div><svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill=${item.color}/></svg>
		<span>${item.seriesName}</span> <b>${number(item.value[1], spec.y.digits ?? 4)}${spec.y.unit ?? ""}</b></div>`)}</div>`, element);
	return element;
}

/** A position on the x axis: its number, or the name of its category. */
function place(spec, x) {
	return spec.x.categories?.[x] ?? number(x, spec.x.digits ?? 4);
}

function faint(spec, name) {
	return spec.series.find((one) => one.name === name)?.faint;
}

/** The same as a sentence. */
export function tipText(spec, x) {
	const values = spec.series.filter((one) => !one.faint).map((one) => {
		const point = one.points.find((candidate) => candidate[0] === x);
		return point ? `${one.name} ${number(point[1], 4)}` : null;
	}).filter(Boolean);
	return `${spec.x.name ?? ""} ${place(spec, x)}: ${values.join(", ")}`;
}

/** A cell of a matrix as a sentence. */
export function cellText({ xs, ys, rows: row, columns: column, name, digits }, [x, y, value]) {
	return `${row ?? "row"} ${ys[y]}, ${column ?? "column"} ${xs[x]}: ${name ?? ""} ${number(value, digits ?? 4)}`;
}

/** Header and rows of all values. */
export function rows(spec) {
	if (spec.parallel) {
		return [["run", ...spec.parallel.axes.map((axis) => axis.name)], ...spec.parallel.rows.map((row) => [row.name, ...row.values])];
	}
	if (spec.heat) {
		return [[spec.heat.rows ?? "row", spec.heat.columns ?? "column", spec.heat.name ?? "value"], ...spec.heat.cells.map(([x, y, value]) => [spec.heat.ys[y], spec.heat.xs[x], value])];
	}
	const series = spec.series.filter((one) => !one.faint && one.name);
	const table = new Map();
	series.forEach((one, at) => one.points.forEach(([x, y]) => {
		const row = table.get(x) ?? Array(series.length).fill(null);
		row[at] = y;
		table.set(x, row);
	}));
	return [[spec.x.name ?? "x", ...series.map((one) => one.name)], ...[...table].sort((a, b) => a[0] - b[0]).map(([x, row]) => [spec.x.categories?.[x] ?? x, ...row])];
}

export function tableOf(spec) {
	const [head, ...body] = rows(spec);
	const step = Math.ceil(body.length / MOST_ROWS);
	const shown = body.filter((row, at) => at % step === 0);
	return html`<div class="scroll chart-table" tabindex="0" role="region" aria-label=${`Values: ${spec.label}`}><table>
		<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
		<tbody>${shown.map((row) => html`<tr>${row.map((value) => html`<td>${typeof value === "number" ? number(value, 4) : value ?? nothing}</td>`)}</tr>`)}</tbody>
		</table>${step > 1 ? html`<p class="quiet small">Every ${step}th of ${body.length} rows; the CSV file contains all.</p>` : nothing}</div>`;
}
