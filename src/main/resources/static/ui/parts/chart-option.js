// Converts the spec of a chart to ECharts' options.
//
// x, y: { name, integer, log, min, max, digits, categories }
// series: [{ name, colour, dash, points: [[x, y]], faint, area, dots, step, band: [[x, low, high]], errors: [[x, low, high]], unlisted }]
// lines: [{ x or y, name, colour }]; handle: { x, name, move(x) }, without `move` it only shows a place
// parallel: { axes: [{ name, categories, log }], rows: [{ name, colour, values }] }
// heat: { xs, ys, cells: [[column, row, value]], name, digits, rows, columns }, the last two naming the axes in tables

import { number, short } from "../lib/format.js";
import { heat, parallel } from "./chart-kinds.js";
import { tip } from "./chart-table.js";

const FONT = 12;
const NARROW = 400;
const LONG = 400;
const PACKED = 5000;
const PLACES = ["insideEndTop", "insideEndBottom", "insideStartTop", "insideStartBottom"];

/** Colours of the page as the canvas needs them. */
export function inks(element) {
	const style = getComputedStyle(element);
	const probe = (name) => {
		element.style.setProperty("outline-color", `var(--${name})`);
		return style.outlineColor;
	};
	const found = { ink: probe("ink"), quiet: probe("quiet"), line: probe("line"), card: probe("card"), accent: probe("accent") };
	element.style.removeProperty("outline-color");
	return { ...found, family: style.fontFamily, width: element.clientWidth };
}

export function option(spec, ink) {
	const text = { fontSize: FONT, color: ink.quiet, fontFamily: ink.family };
	const own = spec.parallel ? parallel(spec.parallel, ink, text) : spec.heat ? heat(spec.heat, ink, text) : lines(spec, ink, text);
	return { animation: false, textStyle: { fontFamily: ink.family }, backgroundColor: "transparent", ...own };
}

function lines(spec, ink, text) {
	return {
		grid: { left: 8, right: 18, top: 14, bottom: spec.x.name ? 26 : 8, containLabel: true },
		xAxis: { ...axis(spec.x, text, ink), nameLocation: "middle", nameGap: 28, splitLine: { show: false } },
		yAxis: { ...axis(spec.y, text, ink, spec.lines), splitLine: { lineStyle: { color: ink.line } }, axisLine: { show: false } },
		tooltip: tooltip(spec, ink, text),
		dataZoom: [{ type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseMove: "shift", moveOnMouseWheel: false, filterMode: isLong(spec) ? "filter" : "none" }],
		toolbox: { show: !spec.handle, itemSize: 0, showTitle: false, feature: { dataZoom: { yAxisIndex: "none", brushStyle: { opacity: .2 } } } },
		series: [...spec.series.flatMap((one) => drawn(one, spec)), marks(spec, ink, text)],
	};
}

/** Long lines are thinned to the width of the chart: when zoomed, only the visible part. */
function isLong(spec) {
	return spec.series.some((one) => one.points.length > LONG);
}

function axis(wanted, text, ink, marks = []) {
	const values = marks.filter((one) => one.y !== undefined).map((one) => one.y);
	const pad = Math.max(1, (Math.max(...values) - Math.min(...values)) / 12);
	return {
		type: wanted.categories ? "category" : wanted.log ? "log" : "value",
		data: wanted.categories,
		name: wanted.name ?? "",
		nameTextStyle: { ...text },
		minInterval: wanted.integer ? 1 : 0,
		scale: wanted.min === undefined,
		min: wanted.log ? undefined : values.length ? ({ min }) => wanted.min ?? Math.floor(Math.min(min, ...values) - pad) : wanted.min,
		max: wanted.log ? undefined : values.length ? ({ max }) => wanted.max ?? Math.ceil(Math.max(max, ...values)) : wanted.max,
		axisLabel: { ...text, hideOverlap: true, showMaxLabel: wanted.max === "dataMax" ? false : undefined, showMinLabel: values.length && wanted.min === undefined ? false : undefined, formatter: (value) => wanted.categories ? value : tick(value, wanted), ...(wanted.categories && { interval: 0, width: Math.min(130, (ink.width - 70) / wanted.categories.length - 8), overflow: "break", lineHeight: 15 }) },
		axisLine: { lineStyle: { color: ink.line } },
		axisTick: { show: false },
	};
}

function tick(value, wanted) {
	return Math.abs(value) >= 1000 ? number(value, 0) : short(Number(value.toPrecision(4)));
}

function tooltip(spec, ink, text) {
	return {
		trigger: "axis",
		confine: true,
		transitionDuration: 0,
		backgroundColor: ink.card,
		borderColor: ink.line,
		textStyle: { ...text, color: ink.ink },
		axisPointer: { type: "line", lineStyle: { color: ink.quiet }, snap: true },
		formatter: (items) => tip(spec, items),
	};
}

function drawn(one, spec) {
	const line = {
		type: "line",
		name: one.name,
		data: one.points.length > PACKED ? packed(one.points) : one.points,
		color: one.colour,
		sampling: "lttb",
		showSymbol: Boolean(one.dots ?? one.points.length <= 30),
		symbolSize: 7,
		symbol: "circle",
		step: one.step,
		lineStyle: { width: one.faint ? 1 : 2, opacity: one.faint ? .3 : one.dots === "only" ? 0 : 1, type: one.dash ?? "solid" },
		areaStyle: one.area ? { opacity: .25 } : undefined,
		emphasis: { disabled: true },
		silent: Boolean(one.faint),
		tooltip: { show: !one.faint },
		z: one.faint ? 1 : 3,
	};
	return [line, ...(one.band?.length ? [band(one)] : []), ...(one.errors?.length ? [errors(one)] : [])];
}

/** Very many points as a typed array, which ECharts does not copy. */
function packed(points) {
	const values = new Float64Array(2 * points.length);
	points.forEach(([x, y], at) => {
		values[2 * at] = x;
		values[2 * at + 1] = y ?? NaN;
	});
	return values;
}

/** The area between a low and a high line. */
function band(one) {
	return {
		type: "custom", silent: true, color: one.colour, data: one.band, encode: { x: 0, y: [1, 2] }, z: 1, tooltip: { show: false },
		renderItem: (parameters, api) => {
			if (parameters.dataIndex > 0) {
				return null;
			}
			const edge = (at) => one.band.map((row) => api.coord([row[0], row[at]]));
			return { type: "polygon", shape: { points: [...edge(1), ...edge(2).reverse()] }, style: { fill: one.colour, opacity: .16 } };
		},
	};
}

/** Bars from low to high. */
function errors(one) {
	return {
		type: "custom", silent: true, color: one.colour, data: one.errors, encode: { x: 0, y: [1, 2] }, z: 2, tooltip: { show: false },
		renderItem: (parameters, api) => {
			const [x, low] = api.coord([api.value(0), api.value(1)]);
			const high = api.coord([api.value(0), api.value(2)])[1];
			const stroke = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: one.colour, lineWidth: 1.5 } });
			return { type: "group", children: [stroke(x, low, x, high), stroke(x - 4, low, x + 4, low), stroke(x - 4, high, x + 4, high)] };
		},
	};
}

/** Whether the chart is too narrow for the names of its lines; its legend lists them instead. */
export function isNarrow(width) {
	return width < NARROW;
}

/** Reference lines and events. Names of neighbouring lines are placed above one and below the other, so that they do not overlap. */
function marks(spec, ink, text) {
	const lines = spec.lines ?? [];
	const ranks = lines.filter((one) => one.y !== undefined).sort((a, b) => b.y - a.y);
	const data = lines.map((one) => ({
		...(one.y !== undefined ? { yAxis: one.y } : { xAxis: one.x }),
		lineStyle: { color: one.colour ?? ink.quiet, type: [4, 4], width: 1.2 },
		label: { formatter: one.y !== undefined && isNarrow(ink.width) ? "" : one.name ?? "", position: PLACES[Math.max(0, ranks.indexOf(one)) % PLACES.length], ...text, color: ink.quiet },
	}));
	return { type: "line", data: [], name: " ", silent: true, markLine: { silent: true, animation: false, symbol: "none", data }, tooltip: { show: false } };
}
