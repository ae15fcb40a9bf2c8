// A text with spans marked in it, which may overlap.

import { html } from "../lib/lit.js";

/** The text with its spans as marks: each { kind, start, end }, in UTF-16 units; `kind` is the class of the mark. */
export function marked(text, spans) {
	const edges = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
	return edges.slice(1).map((end, at) => {
		const start = edges[at];
		const kinds = [...new Set(spans.filter((span) => start >= span.start && end <= span.end).map((span) => span.kind))];
		return kinds.length ? html`<mark class=${kinds.join(" ")}>${text.slice(start, end)}</mark>` : text.slice(start, end);
	});
}

/** All occurrences of a text as whole words; evaluations compare only the text of an answer, so each may be the right one. */
export function occurrences(text, wanted, kind) {
	const spans = [];
	for (let start = wanted ? text.indexOf(wanted) : -1; start >= 0; start = text.indexOf(wanted, start + 1)) {
		const end = start + wanted.length;
		if (!isWord(text, start - 1, start) && !isWord(text, end - 1, end)) {
			spans.push({ kind, start, end });
		}
	}
	return spans;
}

/** Whether two neighbours belong to one word. */
function isWord(text, left, right) {
	const inside = /[\p{L}\p{N}]/u;
	return left >= 0 && right < text.length && inside.test(text[left]) && inside.test(text[right]);
}

/** A span in code points, as the service counts, in UTF-16 units. */
export function spanOf(text, { start, end }, kind) {
	const points = Array.from(text);
	const from = points.slice(0, start).join("").length;
	return { kind, start: from, end: from + points.slice(start, end).join("").length };
}
