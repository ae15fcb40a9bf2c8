// Parallel coordinates and heat maps.

import { fixed, short } from "../lib/format.js";

/** A line per row over axes side by side; dragging along an axis picks rows. */
export function parallel({ axes, rows }, ink, text) {
	return {
		parallel: { left: 40, right: 60, top: 42, bottom: 24, parallelAxisDefault: { nameLocation: "end", nameGap: 14 } },
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

/** Cells of a matrix by colour. */
export function heat({ xs, ys, cells, name, digits = 2 }, ink, text) {
	const values = cells.map((cell) => cell[2]).filter((value) => value !== null);
	const most = Math.max(...values.map(Math.abs), 1e-9);
	const axis = (data) => ({ type: "category", data, axisLabel: { ...text }, axisLine: { show: false }, axisTick: { show: false } });
	return {
		grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
		xAxis: axis(xs),
		yAxis: { ...axis(ys), inverse: true },
		visualMap: { show: false, min: Math.min(0, ...values) < 0 ? -most : 0, max: most, inRange: { color: ["#d55e00", "#f3f3f3", "#0072b2"] } },
		series: [{ type: "heatmap", name, data: cells, label: { show: true, fontSize: 12, formatter: ({ value }) => fixed(value[2], digits) } }],
	};
}
