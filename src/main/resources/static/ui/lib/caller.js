// The caller of this tab and its scopes.

import { call, currentKey } from "./api.js";

const NOBODY = { name: null, scopes: [] };

let known = NOBODY;
let asked;

/** { name, scopes } of the key in use; requested once per key. */
export function caller() {
	asked ??= call("caller").catch(() => NOBODY).then((found) => known = found);
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
