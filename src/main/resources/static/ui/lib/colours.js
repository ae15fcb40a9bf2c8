// One colour per task and one per run, the same on every page: Okabe and Ito's palette, which colour-blind readers can distinguish,
// a little darker on white and lighter on black so that every colour contrasts with the background.

import { isDark } from "./scheme.js";

const LIGHT = ["#0072b2", "#d55e00", "#00876a", "#b5588d", "#c08000", "#3392cf", "#5b5f6b", "#857900"];
const DARK = ["#5aaeea", "#ff8b4d", "#2fc79d", "#e79fc9", "#f0b43c", "#9ad4ff", "#b9c0cc", "#e8dd5a"];
const KNOWN = ["squad", "swag", "cola", "mrpc", "mnli", "mnli-mismatched", "qnli", "hellaswag"];
const DASHES = ["solid", [7, 4], [2, 3], [10, 3, 2, 3]];

export function palette() {
	return isDark() ? DARK : LIGHT;
}

/** Position of a task in the palette; for datasets that are not well-known it is computed from the name. */
function place(dataset) {
	const name = dataset.replace(/^sample-/, "").replace(/-v\d.*$/, "");
	const known = KNOWN.indexOf(name);
	return (known >= 0) ? known : KNOWN.length + hash(dataset);
}

function hash(text) {
	let value = 7;
	for (const character of text) {
		value = (31 * value + character.codePointAt(0)) % 9973;
	}
	return value;
}

/** {colour, dash} of a task; its metrics differ in their dashes. */
export function taskStyle(dataset, metric = 0) {
	const at = place(dataset);
	const beyond = (at >= KNOWN.length) ? 1 : 0;
	return { colour: palette()[at % LIGHT.length], dash: DASHES[(metric + 2 * beyond) % DASHES.length], place: at % LIGHT.length };
}

/** {colour, dash} of a run by its number; two runs of the same colour differ in their dashes. */
export function runStyle(run) {
	const at = Math.max(0, (run.number ?? 1) - 1);
	return { colour: palette()[at % LIGHT.length], dash: DASHES[Math.floor(at / LIGHT.length) % DASHES.length], place: at % LIGHT.length };
}
