// The differences between the plans and environments of runs.

/** A plan as name and value, with a task's fields under its dataset. */
export function flatPlan(plan) {
	const { tasks, name, ...rest } = plan ?? {};
	const own = (tasks ?? []).flatMap(({ dataset, ...fields }) => Object.entries(fields).map(([field, value]) => [`${field} of ${dataset}`, shown(field, value)]));
	return { ...flat(rest), ...Object.fromEntries(own) };
}

function shown(field, value) {
	return field === "evaluateOn" ? value.join(", ") || "nothing" : value;
}

function flat(value, path = "") {
	if (value === null || typeof value !== "object" || Array.isArray(value)) {
		return { [path]: Array.isArray(value) ? value.join(", ") : value };
	}
	return Object.assign({}, ...Object.entries(value).map(([name, one]) => flat(one, path ? `${path}.${name}` : name)));
}

/** [name, values] of all values that differ. */
export function differences(objects) {
	const names = [...new Set(objects.flatMap((one) => Object.keys(one)))];
	return names.map((name) => [name, objects.map((one) => one[name])]).filter(([, values]) => new Set(values.map((value) => value ?? null)).size > 1);
}

export function environmentDifferences(environments) {
	return differences(environments.map((one) => flat(one)));
}
