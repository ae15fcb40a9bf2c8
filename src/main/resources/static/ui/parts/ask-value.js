// A predicted number on the scale of the numbers in its dataset.

import { html, nothing, svg } from "../lib/lit.js";
import { call, part } from "../lib/api.js";
import { fixed } from "../lib/format.js";

export const VALUE_DIGITS = 3;

/** The number between the lowest and the highest of the dataset; nothing while or if these are unknown. */
export function valueScale(page, { value, task }) {
	const range = rangeOf(page, task);
	if (!range) {
		return nothing;
	}
	const low = Math.min(range.lowest, value);
	const width = Math.max(range.highest, value) - low || 1;
	const place = (at) => 100 * (at - low) / width;
	return html`<div class="gauge"><svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
		<rect class="yes" x=${place(range.lowest)} y="3" width=${place(range.highest) - place(range.lowest)} height="6"/>
		${svg`<rect class="needle" x=${Math.max(0, Math.min(99.2, place(value) - .4))} y="0" width="0.8" height="12"/>`}</svg>
		<p class="small">${task} has values from <b class="mono">${fixed(range.lowest, VALUE_DIGITS)}</b> to <b class="mono">${fixed(range.highest, VALUE_DIGITS)}</b>.</p></div>`;
}

/** The range of a dataset's numbers, which is read once; a key that may ask may not be allowed to read it. */
function rangeOf(page, task) {
	page.ranges ??= new Map();
	if (!page.ranges.has(task)) {
		page.ranges.set(task, null);
		call(`datasets/${part(task)}`).then((dataset) => {
			page.ranges.set(task, dataset.values);
			page.paint();
		}, () => {});
	}
	return page.ranges.get(task);
}
