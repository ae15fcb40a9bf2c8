// Axes of a study: the fields of a plan that can vary, and their values as users write them.

import { typeOf } from "./schema.js";

const NEVER = ["name", "seed", "tasks"];
const MIXTURES = { path: "tasks", name: "mixtures of tasks", kind: "mixtures", schema: {} };

/** Fields of plans that can vary, in groups: [{ group, fields: [{ path, name, schema, kind }] }]. */
export function axisFields(planFields, taskFields, datasets) {
	const plain = planFields.filter(({ name }) => !NEVER.includes(name));
	const leaves = plain.filter(({ schema }) => schema.properties).map(({ name, schema }) => ({ group: name,
		fields: [field(name, schema), ...Object.entries(schema.properties).flatMap(([inner, one]) => one.additionalProperties
			? datasets.map((dataset) => field(`${name}.${inner}[${dataset}]`, one.additionalProperties)) : [field(`${name}.${inner}`, one)])] }));
	return [{ group: "plan", fields: [MIXTURES, ...plain.filter(({ schema }) => !schema.properties).map(({ name, schema }) => field(name, schema))] },
		...datasets.map((dataset) => ({ group: `task ${dataset}`, fields: taskFields.filter(({ name }) => name !== "dataset").map(({ name, schema }) => field(`tasks[${dataset}].${name}`, schema)) })),
		...leaves];
}

function field(path, schema) {
	const type = typeOf(schema);
	const kind = path === "encoder" ? "encoder" : schema.enum ? "choice" : type === "boolean" ? "choice"
		: type === "integer" || type === "number" ? "numbers" : type === "object" || type === "array" || schema.properties ? "json" : "texts";
	return { path, name: path, schema, kind };
}

/** All values of a field with few values. */
export function choices({ schema }) {
	return schema.enum?.filter((one) => one !== null) ?? [false, true];
}

/** A number in its shortest form: 3e-5, 0.5. */
export function numberText(value) {
	return typeof value === "number" && value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value);
}

/** A mixture such as "squad-v2 80, swag", weights in percent; JSON if its tasks have other fields. */
export function mixtureText(tasks) {
	const simple = Array.isArray(tasks) && tasks.every((one) => one && typeof one.dataset === "string" && !/[,\s]/.test(one.dataset)
		&& Object.keys(one).every((name) => name === "dataset" || name === "weight" && typeof one.weight === "number"));
	return simple ? tasks.map(({ dataset, weight }) => weight === undefined ? dataset : `${dataset} ${Number((100 * weight).toFixed(4))}`).join(", ") : JSON.stringify(tasks);
}

export function readMixture(text) {
	try {
		return JSON.parse(text);
	}
	catch {
		return text.split(",").map((one) => one.trim()).filter(Boolean).map((one) => {
			const [dataset, weight] = one.replace(/%$/, "").trim().split(/\s+/);
			return weight === undefined || Number.isNaN(Number(weight)) ? { dataset } : { dataset, weight: Number((Number(weight) / 100).toFixed(6)) };
		});
	}
}

/** The name that the service gives a mixture without one. */
export function mixtureName(tasks) {
	return Array.isArray(tasks) ? tasks.map((one) => one?.weight === undefined ? one?.dataset ?? "?" : `${one.dataset} ${one.weight}`).join(" + ") : String(tasks);
}

/** Number of runs before controls: every combination with every seed, also those that a search chooses later. */
export function countRuns({ axes, plan, seeds, search }) {
	if (search?.kind === "gaussian-process") {
		return { combinations: search.count ?? 12, seeds: seeds?.length ?? 3 };
	}
	if (search?.kind === "thompson") {
		return { combinations: search.count ?? 4 * Math.max(1, (plan?.tasks?.length ?? 2) - 1), seeds: 1 };
	}
	const drawn = search?.kind === "random" || search?.kind === "halving" && search.count;
	const combinations = (axes ?? []).filter((axis) => !(drawn && axis?.field === "tasks")).reduce((product, axis) => product * (axis?.values?.length ?? 1), drawn ? search.count ?? 8 : 1);
	return { combinations, seeds: seeds?.length ?? 3 };
}

/** Datasets of the base plan and of all mixtures. */
export function datasetsOf(study) {
	const mixtures = (Array.isArray(study.axes) ? study.axes : []).filter((axis) => axis?.field === "tasks").flatMap((axis) => axis.values ?? []);
	const names = [study.plan?.tasks, ...mixtures].filter(Array.isArray).flat().map((task) => task?.dataset).filter(Boolean);
	return [...new Set(names)];
}
