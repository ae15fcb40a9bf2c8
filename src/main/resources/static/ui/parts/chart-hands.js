// Pointer and keyboard interaction of a chart.

import { announce } from "../lib/connection.js";
import { cellText, tipText } from "./chart-table.js";

/**
 * The handle follows the pointer while it is pressed, once per frame regardless of the number of events. ECharts does not
 * receive these events, because it would redraw everything for its own pointer.
 */
export function drag(element, chart, handle) {
	let dragging = false;
	let left = 0;
	let x = 0;
	let frame = 0;
	const step = () => {
		frame = 0;
		handle()?.move?.(chart.convertFromPixel({ xAxisIndex: 0 }, x - left));
	};
	const follow = (event) => {
		x = event.clientX;
		frame ||= requestAnimationFrame(step);
	};
	const hide = (event) => dragging && event.stopPropagation();
	element.addEventListener("pointerdown", (event) => {
		dragging = Boolean(handle()?.move);
		if (dragging) {
			left = element.getBoundingClientRect().left;
			element.setPointerCapture(event.pointerId);
			follow(event);
		}
	}, true);
	element.addEventListener("pointermove", (event) => dragging && follow(event), true);
	["pointerup", "pointercancel"].forEach((type) => element.addEventListener(type, () => dragging = false, true));
	["mousedown", "mousemove", "touchmove"].forEach((type) => element.addEventListener(type, hide, true));
}

/** Tells when a drag with Shift begins and ends: it moves a zoomed chart, for which ECharts must not draw a box. */
export function pan(element, held) {
	let dragging = false;
	const end = () => {
		dragging && held(false);
		dragging = false;
	};
	element.addEventListener("pointerdown", (event) => {
		if (event.shiftKey) {
			dragging = true;
			held(true);
		}
	}, true);
	["pointerup", "pointercancel"].forEach((type) => addEventListener(type, end));
	return () => ["pointerup", "pointercancel"].forEach((type) => removeEventListener(type, end));
}

/** The next point for an arrow key, which is announced; null for other keys and charts without points. */
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
