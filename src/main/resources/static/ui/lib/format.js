// Formats of figures: fixed decimals, so that figures in a column can be compared, and always with their unit.

const UNITS = ["B", "kB", "MB", "GB", "TB"];

function absent(value) {
	return value === null || value === undefined || Number.isNaN(value);
}

export function fixed(value, digits = 2) {
	return absent(value) ? "–" : Number(value).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function number(value, digits = 2) {
	return absent(value) ? "–" : Number(value).toLocaleString("en", { maximumFractionDigits: digits });
}

/** A difference with its sign. */
export function signed(value, digits = 2) {
	return absent(value) ? "–" : `${value < 0 ? "−" : "+"}${fixed(Math.abs(value), digits)}`;
}

/** Small numbers such as learning rates: 3e-5, 0.0002. Whole ones, such as seeds, keep their digits. */
export function short(value) {
	if (absent(value)) {
		return "–";
	}
	if (Number.isInteger(value)) {
		return String(value);
	}
	return (Math.abs(value) < 1e-3) ? value.toExponential().replace("e-0", "e-") : String(Number(value.toPrecision(6)));
}

export function percent(share, digits = 0) {
	return absent(share) ? "–" : `${fixed(100 * share, digits)} %`;
}

/** A p-value: "p = 0.013", or "p < 0.0001" for smaller ones. */
export function probability(p) {
	return (p < 0.0001) ? "p < 0.0001" : `p = ${fixed(p, p < 0.001 ? 4 : 3)}`;
}

export function duration(seconds) {
	if (absent(seconds)) {
		return "–";
	}
	const whole = Math.round(seconds);
	const [days, hours, minutes] = [Math.floor(whole / 86400), Math.floor(whole % 86400 / 3600), Math.floor(whole % 3600 / 60)];
	if (days) {
		return `${days} d ${hours} h`;
	}
	return hours ? `${hours} h ${minutes} min` : minutes ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

export function bytes(value) {
	if (absent(value)) {
		return "–";
	}
	let unit = 0;
	let left = value;
	while (left >= 1000 && unit < UNITS.length - 1) {
		left /= 1000;
		unit++;
	}
	return `${fixed(left, unit && left < 10 ? 1 : 0)} ${UNITS[unit]}`;
}

export function milliseconds(value) {
	return absent(value) ? "–" : (value >= 1000) ? `${fixed(value / 1000, 2)} s` : `${fixed(value, value < 10 ? 1 : 0)} ms`;
}

export function moment(instant) {
	return instant ? new Date(instant).toLocaleString() : "–";
}

/** How long ago: "5 min ago". */
export function ago(instant, now = Date.now()) {
	if (!instant) {
		return "–";
	}
	const seconds = Math.max(0, (now - new Date(instant)) / 1000);
	return seconds < 60 ? "just now" : seconds < 3600 ? `${Math.floor(seconds / 60)} min ago`
		: seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago` : new Date(instant).toLocaleDateString();
}

/** Seconds between two instants, up to now if the second is absent. */
export function between(from, to) {
	return from ? ((to ? new Date(to) : Date.now()) - new Date(from)) / 1000 : null;
}

export function plural(count, one, many = `${one}s`) {
	return `${number(count, 0)} ${count === 1 ? one : many}`;
}
