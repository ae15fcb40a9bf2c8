// Calls to the service. Every error answer is a problem document (RFC 9457).

import { answered, unreachable } from "./connection.js";

const KEY = "mtdnn.key";

const LOCAL = {
	401: (key) => key ? "The service does not accept this key: it is unknown, revoked or expired."
		: "This service needs an API key.",
};

export class Problem extends Error {

	constructor(body, status) {
		super(LOCAL[status]?.(currentKey()) || body.detail || body.title || `The service answered ${status}.`);
		this.status = status;
		this.errors = body.errors || [];
		this.field = body.field;
	}

	/** Whether the same call may succeed a little later. */
	get passing() {
		return this.status >= 500 || this.status === 429;
	}

}

/** No answer at all: the service is stopped, or the network is. */
export class Unreachable extends Error {

	constructor() {
		super("The service cannot be reached.");
		this.passing = true;
	}

}

export function currentKey() {
	return sessionStorage.getItem(KEY);
}

/** Uses a key for all calls of this tab; none when it is empty. */
export function useKey(key) {
	if (key) {
		sessionStorage.setItem(KEY, key);
	}
	else {
		sessionStorage.removeItem(KEY);
	}
}

export async function call(path, options = {}) {
	const { status, text } = await exchange(path, { ...options, headers: headers(options) });
	const body = parse(text);
	if (status < 200 || status > 299) {
		throw new Problem(body || { detail: text }, status);
	}
	return body;
}

async function exchange(path, options) {
	try {
		const answer = await fetch(path, options);
		const text = await answer.text();
		answered();
		return { status: answer.status, text };
	}
	catch {
		unreachable();
		throw new Unreachable();
	}
}

function headers(options) {
	const key = currentKey();
	return {
		Accept: "application/json",
		...(options.body && { "Content-Type": "application/json" }),
		...(key && { Authorization: `Bearer ${key}` }),
		...options.headers,
	};
}

export function post(path, value) {
	return call(path, { method: "POST", body: (typeof value === "string") ? value : JSON.stringify(value) });
}

/** Every item of a list that comes in pages. */
export async function all(path) {
	const items = [];
	let cursor = "";
	do {
		const page = await call(`${path}${path.includes("?") ? "&" : "?"}limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
		items.push(...page.items);
		cursor = page.nextCursor;
	} while (cursor);
	return items;
}

function parse(text) {
	try {
		return text ? JSON.parse(text) : null;
	}
	catch {
		return null;
	}
}
