// Line charts as inline SVG: no library, readable in both colour schemes.

const WIDTH = 640;
const HEIGHT = 240;
const LEFT = 62;
const BOTTOM = 32;
const TOP = 10;
const RIGHT = 12;

/** A chart of several series, each {name, style: {colour, dash}, points: [[x, y], ...]}. */
export function lineChart(series, labels) {
	const points = series.flatMap((one) => one.points);
	if (points.length === 0) {
		return `<p class="quiet">Nothing to draw yet.</p>`;
	}
	const x = scale(points.map((point) => point[0]), LEFT, WIDTH - RIGHT);
	const y = scale(points.map((point) => point[1]).concat(labels.includeZero ? [0] : []), HEIGHT - BOTTOM, TOP);
	const lines = series.map((one) => line(one.points, x, y, one.style)).join("");
	return `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${labels.title}">
		${axis(x, y, labels)}${lines}</svg>${legend(series)}`;
}

function line(points, x, y, { colour, dash }) {
	const path = points.map((point) => `${x(point[0]).toFixed(1)},${y(point[1]).toFixed(1)}`).join(" ");
	const dots = (points.length > 12) ? "" : points.map((point) =>
		`<circle cx="${x(point[0]).toFixed(1)}" cy="${y(point[1]).toFixed(1)}" r="3" fill="${colour}"/>`).join("");
	return `<polyline points="${path}" stroke="${colour}" stroke-dasharray="${dash}"/>${dots}`;
}

function axis(x, y, labels) {
	const rows = ticks(y.least, y.most, 5).map((value) => `<line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}"/>
		<text x="${LEFT - 6}" y="${y(value) + 4}" text-anchor="end">${number(value)}</text>`).join("");
	const columns = ticks(x.least, x.most, 6).filter((value) => !labels.whole || Number.isInteger(value)).map((value) =>
		`<text x="${x(value)}" y="${HEIGHT - 8}" text-anchor="middle">${number(value)}</text>`).join("");
	return `${rows}${columns}<text x="0" y="${HEIGHT - 8}">${labels.x}</text>`;
}

function legend(series) {
	return `<div class="legend">${series.map(({ name, style }) => `<span><svg class="key" viewBox="0 0 26 4" aria-hidden="true">
		<line x1="0" x2="26" y1="2" y2="2" stroke="${style.colour}" stroke-dasharray="${style.dash}"/></svg>${name}</span>`).join("")}</div>`;
}

function scale(values, from, to) {
	let least = Math.min(...values);
	let most = Math.max(...values);
	if (least === most) {
		least -= 0.5;
		most += 0.5;
	}
	const map = (value) => from + (value - least) / (most - least) * (to - from);
	map.least = least;
	map.most = most;
	return map;
}

function ticks(least, most, count) {
	const rough = (most - least) / count;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
	const found = [];
	for (let value = Math.ceil(least / step) * step; value <= most + step * 1e-9; value += step) {
		found.push(value);
	}
	return found;
}

function number(value) {
	return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(4)));
}
