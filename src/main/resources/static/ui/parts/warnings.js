// The datasets on which a model is no better than a program that never reads.

import { html } from "../lib/lit.js";
import { fixed } from "../lib/format.js";
import { label } from "../lib/scores.js";

export function warnings(model) {
	return Object.entries(model?.belowBaseline ?? {}).map(([dataset, { metric, score, baseline }]) => {
		const scale = (metric === "f1") ? 1 : 100;
		return html`<div class="bad small">${dataset}: ${label(metric)} ${fixed(score * scale)} is no better than ${fixed(baseline * scale)},
			which a program reaches that never reads</div>`;
	});
}
