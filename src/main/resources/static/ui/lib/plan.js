// Plans as users write them: paths into them, omitted weights, and the position of JSON faults.

import { parseJson } from "./json.js";
import { jsonFault } from "./json-fault.js";

/** Weights of all tasks; those without one share the remainder. */
export function weights(tasks) {
	const given = tasks.map((one) => (typeof one?.weight === "number") ? one.weight : null);
	const rest = Math.max(0, 1 - given.reduce((sum, one) => sum + (one ?? 0), 0));
	const open = given.filter((one) => one === null).length;
	return given.map((one) => one ?? rest / open);
}

/** The value at a path such as "limits.train[squad-v2]". */
export function valueAt(plan, path) {
	return path.reduce((value, name) => value?.[name], plan);
}

/** A path as problem documents write it: "tasks[0].weight". */
export function faultPath(path) {
	return path.map((name, at) => typeof name === "number" ? `[${name}]` : at ? `.${name}` : name).join("");
}

/** A plan with a value at a path; undefined removes it, and its parents if they become empty. */
export function withValue(plan, [name, ...rest], value) {
	const copy = Array.isArray(plan) ? [...plan] : { ...plan };
	const next = rest.length ? withValue(copy[name] ?? {}, rest, value) : value;
	if (next === undefined || (rest.length && Object.keys(next).length === 0)) {
		delete copy[name];
	}
	else {
		copy[name] = next;
	}
	return copy;
}

/** { plan } or { fault: { message, line, column } } of a text. */
export function parsePlan(text) {
	try {
		const plan = parseJson(text);
		return (plan !== null && typeof plan === "object" && !Array.isArray(plan)) ? { plan } : { fault: { message: "A plan must be a JSON object.", line: 1, column: 1 } };
	}
	catch {
		return { fault: { message: "The text is not valid JSON from here on.", ...jsonFault(text) } };
	}
}

/** The requested plan of a run, from its resolved plan: all fields except those derived from others. */
export function planOf(job) {
	const { headDropout, keepMetric, limits, earlyStopping, ...plan } = job.plan;
	const kept = (value) => value && Object.values(value).some((one) => one && Object.keys(one).length);
	return { ...plan, ...(headDropout !== plan.dropout && { headDropout }), ...(keepMetric && { keepMetric }), ...(earlyStopping && { earlyStopping }),
		...(kept(limits) && { limits }), name: `${job.name} (again)`.slice(0, 200), ...(job.tags?.length && { tags: job.tags }) };
}
