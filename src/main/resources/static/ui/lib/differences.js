// Only what differs between the plans and environments of runs.

/** A plan as name and value, with a task's weight under its dataset. */
export function flatPlan(plan) {
	const { tasks, name, ...rest } = plan ?? {};
	return { ...flat(rest), ...Object.fromEntries((tasks ?? []).map((task) => [`weight of ${task.dataset}`, task.weight])) };
}

function flat(value, path = "") {
	if (value === null || typeof value !== "object" || Array.isArray(value)) {
		return { [path]: Array.isArray(value) ? value.join(", ") : value };
	}
	return Object.assign({}, ...Object.entries(value).map(([name, one]) => flat(one, path ? `${path}.${name}` : name)));
}

/** [name, values] of what is not the same in all. */
export function differences(objects) {
	const names = [...new Set(objects.flatMap((one) => Object.keys(one)))];
	return names.map((name) => [name, objects.map((one) => one[name])]).filter(([, values]) => new Set(values.map((value) => value ?? null)).size > 1);
}

export function environmentDifferences(environments) {
	return differences(environments.map((one) => flat(one)));
}
