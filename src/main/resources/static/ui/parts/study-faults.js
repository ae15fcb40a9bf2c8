// Assigns the faults of an experiment to an axis, the base plan, or the experiment's own fields.

import { shownPaths } from "./plan-form.js";

const OWN = ["name", "seeds", "axes", "budget", "controls", "search", "search.kind", "search.count", "search.seed", "search.concentration", "search.reduction", "search.rungs", "search.metric",
	"search.initial", "untilDecided", "untilDecided.most", "parallel", "priority"];

/** The problem as the form of the base plan shows it: fields without "plan.", and without those that an axis sets. */
export function planError(error, study) {
	const faults = (error?.faults ?? []).filter(({ field }) => field.startsWith("plan.") && !setBy(study).some((axis) => covers(axis, field, study)));
	return { faults: faults.map(({ field, message }) => ({ field: field.slice("plan.".length), message })) };
}

/** The faults of an axis: its own, or those of the plans that its values give. */
export function axisFaults(form, axis, at) {
	return (form.error?.faults ?? []).filter(({ field }) => field === `axes[${at}]` || field.startsWith(`axes[${at}].`) || covers(axis, field, form.plan)).map((one) => one.message);
}

/** All faults that are shown beside a field. */
export function shownOfStudy(form, planForm) {
	const base = shownPaths(planForm).map((path) => `plan.${path}`);
	const axes = (form.error?.faults ?? []).map(({ field }) => field).filter((field) => /^axes\[\d+\]/.test(field) || setBy(form.plan).some((axis) => covers(axis, field, form.plan)));
	return [...OWN, ...base, ...axes];
}

function setBy(study) {
	return (Array.isArray(study.axes) ? study.axes : []).filter((axis) => typeof axis?.field === "string");
}

/** Whether a field of the plan is the one that an axis sets, or inside it. Plans are named by number, axes by dataset. */
function covers(axis, field, study) {
	const path = `plan.${axis.field}`.replace(/^plan\.tasks\[([^\]]+)\]/, (whole, dataset) => {
		const at = (study.plan?.tasks ?? []).findIndex((task) => task?.dataset === dataset);
		return at < 0 ? whole : `plan.tasks[${at}]`;
	});
	return Boolean(axis.field) && (field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`));
}
