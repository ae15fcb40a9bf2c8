// The service's meters in Prometheus' text format, and rates computed from two readings.

import { call } from "./api.js";

/** Samples by name: [{ labels, value }]. */
export async function readMeters(signal) {
	const text = await call("actuator/prometheus", { signal, headers: { Accept: "text/plain, application/problem+json" } });
	const meters = { at: Date.now(), samples: new Map() };
	for (const line of text.split("\n")) {
		const [, name, labels, value] = /^([a-z_:][\w:]*)(?:\{(.*?)\})? ([^ ]+)/i.exec(line) ?? [];
		if (name) {
			const list = meters.samples.get(name) ?? [];
			list.push({ labels: parsed(labels), value: Number(value) });
			meters.samples.set(name, list);
		}
	}
	return meters;
}

function parsed(labels = "") {
	return Object.fromEntries([...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name, value]) => [name, value]));
}

export function samples(meters, name) {
	return meters?.samples.get(name) ?? [];
}

export function sum(meters, name, which = () => true) {
	const found = samples(meters, name).filter((one) => which(one.labels));
	return found.length ? found.reduce((total, one) => total + one.value, 0) : null;
}

/** The growth of a counter per second between two readings; null if the service was started in between. */
export function rate(before, after, name) {
	const grown = (before && after) ? sum(after, name) - sum(before, name) : null;
	return (grown === null || grown < 0 || after.at === before.at) ? null : 1000 * grown / (after.at - before.at);
}

/** The value below which a share of a histogram's observations lie, linear within its bucket; null without any. */
export function quantile(meters, name, share, before) {
	const buckets = new Map();
	const add = (reading, sign) => samples(reading, `${name}_bucket`).forEach(({ labels, value }) =>
		buckets.set(Number(labels.le.replace("+Inf", "Infinity")), (buckets.get(Number(labels.le.replace("+Inf", "Infinity"))) ?? 0) + sign * value));
	add(meters, 1);
	if (before) {
		add(before, -1);
	}
	const edges = [...buckets].sort((a, b) => a[0] - b[0]);
	const total = edges.at(-1)?.[1] ?? 0;
	if (total <= 0) {
		return null;
	}
	const wanted = share * total;
	const at = edges.findIndex(([, count]) => count >= wanted);
	const [low, below] = at > 0 ? edges[at - 1] : [0, 0];
	const [high, until] = edges[at];
	return Number.isFinite(high) ? low + (high - low) * (wanted - below) / Math.max(1e-12, until - below) : low;
}
