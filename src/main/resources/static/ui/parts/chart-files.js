// Charts as files: SVG for papers, PNG for slides, CSV for other tools.

import { csv, save } from "../lib/files.js";
import { charts } from "./chart.js";
import { rows } from "./chart-table.js";

/** Drawn again without a page, on white or black as it is shown. */
export async function saveSvg(option, element) {
	const { init } = await charts();
	const canvas = element.querySelector(".canvas");
	const drawing = init(null, null, { renderer: "svg", ssr: true, width: canvas.clientWidth, height: canvas.clientHeight });
	drawing.setOption({ ...option, backgroundColor: getComputedStyle(element.closest(".card") ?? document.body).backgroundColor, tooltip: undefined, toolbox: undefined });
	const text = drawing.renderToSVGString();
	drawing.dispose();
	save(`${name(element.spec)}.svg`, text, "image/svg+xml");
}

export function savePng(chart, spec) {
	if (chart) {
		const url = chart.getDataURL({ pixelRatio: 2, backgroundColor: "#ffffff" });
		const bytes = Uint8Array.from(atob(url.split(",")[1]), (character) => character.charCodeAt(0));
		save(`${name(spec)}.png`, bytes, "image/png");
	}
}

export function saveCsv(spec) {
	save(`${name(spec)}.csv`, csv(rows(spec)), "text/csv");
}

function name(spec) {
	return (spec.file ?? spec.label).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
