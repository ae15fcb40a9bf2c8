// The schemas of requests as the service publishes them: fields with type, range, default and the sentence that explains them.

import { call } from "./api.js";

let document;

/** { fields, planFields, taskFields: [{ name, schema }], canCheck } of a job; `planFields` are those that plans have. */
export async function jobSchema() {
	const api = await published();
	const fields = fieldsOf(api, "JobRequest");
	const plan = api.components.schemas.TrainingPlan?.properties ?? {};
	return {
		fields,
		planFields: fields.filter(({ name }) => name in plan),
		taskFields: fieldsOf(api, "TaskRequest"),
		canCheck: (api.paths["/jobs"].post.parameters ?? []).some((one) => one.name === "dryRun"),
	};
}

/** Schemas of the fields of a study, by name. */
export async function studySchema() {
	return Object.fromEntries(fieldsOf(await published(), "ExperimentRequest").map(({ name, schema }) => [name, schema]));
}

async function published() {
	document ??= call("v3/api-docs").catch((error) => {
		document = null;
		throw error;
	});
	return document;
}

function fieldsOf(api, name) {
	const { properties } = resolve(api, api.components.schemas[name]);
	return Object.entries(properties).map(([field, schema]) => ({ name: field, schema: { ...schema, ...resolve(api, schema) } }));
}

function resolve(api, schema) {
	const found = schema.$ref ? api.components.schemas[schema.$ref.split("/").at(-1)] : schema;
	const properties = found.properties && Object.fromEntries(Object.entries(found.properties).map(([name, one]) => [name, { ...one, ...resolve(api, one) }]));
	return { ...found, ...(properties && { properties }), description: schema.description ?? found.description };
}

/** "integer" for ["integer", "null"]. */
export function typeOf(schema) {
	return Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
}
