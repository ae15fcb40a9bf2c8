// Calls to the service. Every error answer is a problem document (RFC 9457).

export class Problem extends Error {

	constructor(body, status) {
		super(body.detail || body.title || `The service answered ${status}.`);
		this.status = status;
		this.errors = body.errors || [];
		this.field = body.field;
	}

}

export async function call(path, options = {}) {
	const headers = { Accept: "application/json", ...options.headers };
	if (options.body) {
		headers["Content-Type"] = "application/json";
	}
	const key = sessionStorage.getItem("mtdnn.key");
	if (key) {
		headers.Authorization = `Bearer ${key}`;
	}
	const answer = await fetch(path, { ...options, headers });
	const text = await answer.text();
	const body = parse(text);
	if (!answer.ok) {
		throw new Problem(body || { detail: text }, answer.status);
	}
	return body;
}

export function post(path, value) {
	return call(path, { method: "POST", body: (typeof value === "string") ? value : JSON.stringify(value) });
}

function parse(text) {
	try {
		return text ? JSON.parse(text) : null;
	}
	catch {
		return null;
	}
}
