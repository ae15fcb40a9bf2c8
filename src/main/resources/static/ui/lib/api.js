// Calls to the service. Every error response is a problem document (RFC 9457).

import { answered, isOfProxy, unreachable } from "./connection.js";
import { parseJson } from "./json.js";

const KEY = "mtdnn.key";

export class Problem extends Error {

	constructor(body, status, retryAfter) {
		super(ownWords(status) ?? body.detail ?? body.title ?? `The service responded with status ${status}.`);
		this.status = status;
		this.title = body.title;
		this.errors = (body.errors ?? []).map(({ field, message, detail }) => ({ field, message: message ?? detail }));
		this.field = body.field;
		this.retryAfter = retryAfter;
	}

	/** Whether the same call may succeed a little later. */
	get passing() {
		return this.status >= 500 || this.status === 429;
	}

	/** The faults by field. */
	get faults() {
		const found = this.errors.filter((one) => one.field);
		return (this.field && !found.some((one) => one.field === this.field))
			? [{ field: this.field, message: this.message }, ...found] : found;
	}

}

/** No response: the service or the network is down. */
export class Unreachable extends Error {

	constructor() {
		super("The service cannot be reached.");
		this.passing = true;
		this.faults = [];
	}

}

function ownWords(status) {
	if (status !== 401) {
		return null;
	}
	return currentKey() ? "The service does not accept this key: it is unknown, revoked or expired." : "This service requires an API key.";
}

export function currentKey() {
	return sessionStorage.getItem(KEY);
}

/** Uses a key for all calls of this tab; an empty one removes it. */
export function useKey(key) {
	if (key) {
		sessionStorage.setItem(KEY, key);
	}
	else {
		sessionStorage.removeItem(KEY);
	}
	dispatchEvent(new Event("mtdnn:key"));
}

/** The body of a successful response: JSON as a value, anything else as text. */
export async function call(path, options = {}) {
	const response = await request(path, options);
	const text = await response.text().catch(lost);
	return parse(text) ?? text;
}

/** A successful response whose body has not been read yet. */
export async function request(path, options = {}) {
	const response = await fetch(path, { ...options, headers: headers(options) }).catch((error) => {
		if (error.name === "AbortError") {
			throw error;
		}
		return lost();
	});
	if (isOfProxy(response)) {
		lost();
	}
	answered();
	if (!response.ok) {
		const text = await response.text().catch(lost);
		throw new Problem(parse(text) ?? { detail: text || undefined }, response.status, response.headers.get("Retry-After"));
	}
	return response;
}

/** There was no response. */
export function lost() {
	unreachable();
	throw new Unreachable();
}

function headers(options) {
	const key = currentKey();
	return {
		Accept: "application/json",
		...(typeof options.body === "string" && { "Content-Type": "application/json" }),
		...(key && { Authorization: `Bearer ${key}` }),
		...options.headers,
	};
}

export function send(method, path, value, options = {}) {
	return call(path, { ...options, method, body: (typeof value === "string") ? value : JSON.stringify(value) });
}

export const post = (path, value, options) => send("POST", path, value, options);
export const put = (path, value) => send("PUT", path, value);
export const patch = (path, value) => send("PATCH", path, value);
export const remove = (path) => call(path, { method: "DELETE" });

/** All items of a paged list, up to a number. */
export async function all(path, most = 500) {
	const items = [];
	let cursor = null;
	do {
		const page = await call(address(path, { limit: 100, cursor }));
		items.push(...page.items);
		cursor = page.nextCursor;
	} while (cursor && items.length < most);
	return items;
}

/** The whole address of a path, for programs outside the browser. A proxy may serve these pages below a prefix. */
export function absolute(path) {
	return new URL(path, document.baseURI).href;
}

/** A path with parameters; those without a value are omitted. */
export function address(path, parameters) {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(parameters)) {
		if (value !== null && value !== undefined && value !== "") {
			query.append(name, value);
		}
	}
	const text = query.toString();
	return text ? `${path}${path.includes("?") ? "&" : "?"}${text}` : path;
}

export function part(id) {
	return encodeURIComponent(id);
}

/** A text as JSON; null if it is none. */
export function parse(text) {
	try {
		return text ? parseJson(text) : null;
	}
	catch {
		return null;
	}
}
