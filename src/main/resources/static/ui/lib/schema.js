// The schema of a job as the service publishes it: fields with type, range, default and the sentence that explains them.

import { call } from "./api.js";

let document;

/** { fields: [{ name, schema }], canCheck } */
export async function jobSchema() {
	document ??= call("v3/api-docs").catch((error) => {
		document = null;
		throw error;
	});
	const api = await document;
	const properties = resolve(api, api.components.schemas.JobRequest).properties;
	return {
		fields: Object.entries(properties).map(([name, schema]) => ({ name, schema: { ...schema, ...resolve(api, schema) } })),
		canCheck: (api.paths["/jobs"].post.parameters ?? []).some((one) => one.name === "dryRun"),
	};
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
