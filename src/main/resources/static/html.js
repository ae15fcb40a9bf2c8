// Small pieces of markup. Everything that comes from outside goes through `escape`.

import { currentKey } from "./api.js";

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escape(value) {
	return String(value ?? "").replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

export function problem(error) {
	const more = (error.errors || []).filter((one) => one.message !== error.message)
		.map((one) => `<li><b>${escape(one.field)}</b>: ${escape(one.message)}</li>`).join("");
	const field = error.field ? `<b>${escape(error.field)}</b>: ` : "";
	const kind = (error.status === 401 && !currentKey()) ? "card" : "card problem";
	return `<div class="${kind}" role="alert">${field}${escape(error.message)}${more && `<ul>${more}</ul>`}
		${[401, 403].includes(error.status) ? keyForm() : ""}</div>`;
}

export function keyForm() {
	return `<form data-key class="row"><label for="key">API key</label>
		<input id="key" name="key" type="password" autocomplete="off" required><button>Use this key</button>
		${currentKey() ? `<button type="button" class="plain" data-sign-out>Sign out</button>` : ""}</form>`;
}

export function title(name) {
	document.title = `${name} · MT-DNN Server`;
}

export function status(value) {
	return `<span class="status ${escape(value)}">${escape(value)}</span>`;
}

export function number(value, digits = 2) {
	return absent(value) ? "–" : Number(value).toLocaleString("en", { maximumFractionDigits: digits });
}

/** With as many decimals as asked for, so that figures below each other can be compared. */
export function fixed(value, digits = 2) {
	return absent(value) ? "–" : Number(value).toLocaleString("en",
		{ minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function absent(value) {
	return value === null || value === undefined || Number.isNaN(value);
}

export function duration(seconds) {
	if (seconds === null || seconds === undefined) {
		return "–";
	}
	const whole = Math.round(seconds);
	const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole % 3600 / 60)];
	return hours ? `${hours} h ${minutes} min` : minutes ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

export function time(instant) {
	return instant ? `<time datetime="${escape(instant)}">${new Date(instant).toLocaleString()}</time>` : "–";
}

/** Links between the pages of a list whose newest items come first. */
export function pages(base, cursor, nextCursor) {
	const newest = cursor ? `<a href="${base}">Newest</a>` : "";
	const older = nextCursor ? `<a href="${base}?cursor=${encodeURIComponent(nextCursor)}">Older</a>` : "";
	return newest || older ? `<nav class="row pages" aria-label="Pages of the list">${newest}${older}</nav>` : "";
}
