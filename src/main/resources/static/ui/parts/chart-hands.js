// What the pointer and the keys do on a chart.

import { announce } from "../lib/connection.js";
import { cellText, tipText } from "./chart-table.js";

/** The handle follows the pointer while it is pressed; a double click shows everything again. */
export function drag(chart, handle) {
	const surface = chart.getZr();
	let dragging = false;
	const move = (event) => dragging && handle()?.move(chart.convertFromPixel({ xAxisIndex: 0 }, event.offsetX));
	surface.on("mousedown", (event) => {
		dragging = Boolean(handle());
		move(event);
	});
	surface.on("mousemove", move);
	surface.on("mouseup", () => dragging = false);
	surface.on("globalout", () => dragging = false);
	surface.on("dblclick", () => chart.dispatchAction({ type: "dataZoom", start: 0, end: 100 }));
}

/** The next point by an arrow key, which is said; null for other keys and charts without points. */
export function walk(event, spec, at) {
	const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
	const points = spec.heat?.cells ?? spec.series?.[0]?.points;
	if (!step || !points?.length) {
		return null;
	}
	event.preventDefault();
	const next = Math.min(points.length - 1, Math.max(0, at + step));
	announce(spec.heat ? cellText(spec.heat, points[next]) : tipText(spec, points[next][0]));
	return next;
}
