// Studies to start from, as the service publishes them.

import { call } from "./api.js";

/** [{ preset, title, definition }] */
export async function loadPresets() {
	return (await call("experiments/presets")).items.map((one) => ({ ...one, definition: withoutDefaults(one.definition) }));
}

/** Omits the defaults of every study, so that the JSON is short. */
function withoutDefaults({ budget, controls, parallel, priority, ...rest }) {
	return rest;
}

/** A request without its preset: with the preset's fields for those that it omits. */
export function filledIn({ preset, plan, axes = [], ...rest }, definition) {
	const kept = definition.axes.filter((axis) => !axes.some((one) => one.field === axis.field));
	return { ...definition, ...rest, name: rest.name ?? preset, plan: merged(definition.plan, plan ?? {}), axes: [...kept, ...axes] };
}

/** By the rules of a JSON merge patch (RFC 7396). */
function merged(base, patch) {
	if (patch === null || typeof patch !== "object" || Array.isArray(patch)) {
		return patch;
	}
	const next = { ...(base !== null && typeof base === "object" && !Array.isArray(base) ? base : {}) };
	for (const [name, value] of Object.entries(patch)) {
		next[name] = merged(next[name], value);
		if (next[name] === null) {
			delete next[name];
		}
	}
	return next;
}
