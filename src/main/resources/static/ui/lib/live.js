// Server-sent events over fetch, which can send a key; the browser's own EventSource cannot.

import { address, request } from "./api.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 10000;

/**
 * Passes every event of a stream to `take(name, value)` until the stream has ended or the signal aborts. A broken stream
 * is reopened after the last received event. Returns that event's id, after which a run that continues can be followed again.
 */
export async function follow(path, take, signal, after) {
	let last = after;
	let wait = FIRST_WAIT;
	while (!signal.aborted) {
		try {
			const response = await request(address(path, { after: last }), { signal, headers: { Accept: "text/event-stream" } });
			if (response.status === 204) {
				return last;
			}
			for await (const event of events(response.body)) {
				last = event.id ?? last;
				wait = FIRST_WAIT;
				take(event.name, JSON.parse(event.data));
				if (event.name === "end") {
					return last;
				}
			}
		}
		catch (error) {
			if (signal.aborted) {
				return last;
			}
			if (error.status && !error.passing) {
				throw error;
			}
		}
		await pause(wait, signal);
		wait = Math.min(2 * wait, LONGEST_WAIT);
	}
	return last;
}

/** The events of a body: {id, name, data}. */
async function* events(body) {
	const reader = body.pipeThrough(new TextDecoderStream()).getReader();
	let rest = "";
	while (true) {
		const { done, value } = await reader.read();
		if (done) {
			return;
		}
		const blocks = (rest + value).split(/\r?\n\r?\n/);
		rest = blocks.pop();
		yield* blocks.map(event).filter((one) => one.data);
	}
}

function event(block) {
	const found = { name: "message", data: "" };
	for (const line of block.split(/\r?\n/)) {
		const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
		if (field === "event") {
			found.name = value;
		}
		else if (field === "data") {
			found.data += value;
		}
		else if (field === "id") {
			found.id = value;
		}
	}
	return found;
}

function pause(milliseconds, signal) {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, milliseconds);
		signal.addEventListener("abort", () => {
			clearTimeout(timer);
			resolve();
		}, { once: true });
	});
}

/** Calls a function now and again after each pause until the signal aborts or it returns false; temporary faults are retried. */
export async function repeat(milliseconds, turn, signal) {
	while (!signal.aborted) {
		try {
			if (await turn() === false) {
				return;
			}
		}
		catch (error) {
			if (!error.passing) {
				throw error;
			}
		}
		await pause(milliseconds, signal);
	}
}
