// Charts as files: SVG for papers, PNG for slides, CSV for other tools.

import { csv, save } from "../lib/files.js";
import { charts } from "./chart-drawing.js";
import { inks, option } from "./chart-option.js";
import { rows } from "./chart-table.js";

/** Drawn again without a page, on white or black as it is shown. */
export async function saveSvg(shown, element) {
	const { init } = await charts();
	const canvas = element.querySelector(".canvas");
	const drawing = init(null, null, { renderer: "svg", ssr: true, width: canvas.clientWidth, height: canvas.clientHeight });
	drawing.setOption({ ...option(shown, inks(element)), backgroundColor: ground(element), tooltip: undefined, toolbox: undefined });
	const text = drawing.renderToSVGString();
	drawing.dispose();
	save(`${name(element.spec)}.svg`, text, "image/svg+xml");
}

export function savePng(drawing, element) {
	if (drawing) {
		const url = drawing.png(ground(element));
		const bytes = Uint8Array.from(atob(url.split(",")[1]), (character) => character.charCodeAt(0));
		save(`${name(element.spec)}.png`, bytes, "image/png");
	}
}

export function saveCsv(spec) {
	save(`${name(spec)}.csv`, csv(rows(spec)), "text/csv");
}

/** The colour on which the chart is shown, as its own colours suit it. */
function ground(element) {
	return getComputedStyle(element.closest(".card") ?? document.body).backgroundColor;
}

function name(spec) {
	return (spec.file ?? spec.label).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
