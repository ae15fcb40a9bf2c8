// Parallel coordinates and heat maps.

import { fixed, short } from "../lib/format.js";

/** A line per row over axes side by side; dragging along an axis selects rows. */
export function parallel({ axes, rows }, ink, text) {
	return {
		parallel: { left: 64, right: 70, top: 42, bottom: 24, parallelAxisDefault: { nameLocation: "end", nameGap: 14 } },
		parallelAxis: axes.map((axis, dim) => ({
			dim,
			name: axis.name,
			nameTruncate: { maxWidth: 120 },
			nameTextStyle: { ...text, color: ink.ink },
			type: axis.categories ? "category" : axis.log ? "log" : "value",
			data: axis.categories,
			scale: true,
			axisLabel: { ...text, formatter: (value) => axis.categories ? value : short(Number(Number(value).toPrecision(3))) },
			axisLine: { lineStyle: { color: ink.quiet } },
			axisTick: { lineStyle: { color: ink.line } },
		})),
		series: [{
			type: "parallel",
			inactiveOpacity: .08,
			data: rows.map((row) => ({ name: row.name, value: row.values, lineStyle: { width: 2.5, opacity: .9, color: row.colour, type: row.dash ?? "solid" } })),
		}],
	};
}

const LETTER = 6.6;

/** Cells of a matrix by colour: blue above zero, orange below. */
export function heat({ xs, ys, cells, name, digits = 2 }, ink, text) {
	const known = cells.filter((cell) => cell[2] !== null && cell[2] !== undefined);
	const most = Math.max(...known.map((cell) => Math.abs(cell[2])), 1e-9);
	const room = (ink.width - LETTER * longest(ys) - 24) / xs.length;
	const axis = (data) => ({ type: "category", data, axisLabel: { ...text, interval: 0 }, axisLine: { show: false }, axisTick: { show: false } });
	const turned = axis(xs);
	turned.axisLabel.rotate = LETTER * longest(xs) > room ? 35 : 0;
	return {
		grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
		xAxis: turned,
		yAxis: { ...axis(ys), inverse: true },
		visualMap: { show: false, min: -most, max: most, inRange: { color: ["#d55e00", "#f3f3f3", "#0072b2"] } },
		series: [{ type: "heatmap", name, label: { show: room > LETTER * (digits + 3), fontSize: 12, formatter: ({ value }) => fixed(value[2], digits) },
			itemStyle: { borderColor: ink.card, borderWidth: 2 },
			data: known.map((cell) => ({ value: cell, label: { color: cell[2] > .8 * most ? "#fff" : "#16191f" } })) }],
	};
}

function longest(names) {
	return Math.max(...names.map((one) => one.length));
}
