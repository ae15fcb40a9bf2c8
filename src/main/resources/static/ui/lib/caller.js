// The caller of this tab and its scopes.

import { call, currentKey } from "./api.js";

const NOBODY = { name: null, scopes: [] };

let known = NOBODY;
let asked;

/** { name, scopes } of the key in use; requested once per key, and again if the service could not answer. */
export function caller() {
	asked ??= call("caller").then((found) => known = found, (error) => {
		if (error.passing) {
			asked = null;
		}
		return known = NOBODY;
	});
	return asked;
}

/** The same, if it is already known. */
export function knownCaller() {
	return known;
}

/** Whether the service requires no keys. */
export function isOpen() {
	return known.name === "anybody" && !currentKey();
}

addEventListener("mtdnn:key", () => {
	asked = null;
	known = NOBODY;
});
