// Who calls the service from this tab, and what the caller may do.

import { call, currentKey } from "./api.js";

const NOBODY = { name: null, scopes: [] };

let known = NOBODY;
let asked;

/** { name, scopes } of the key in use; asked once for a key. */
export function caller() {
	asked ??= call("caller").catch(() => NOBODY).then((found) => known = found);
	return asked;
}

/** The same as far as it is known already. */
export function knownCaller() {
	return known;
}

/** Whether the service asks for no keys. */
export function isOpen() {
	return known.name === "anybody" && !currentKey();
}

addEventListener("mtdnn:key", () => {
	asked = null;
	known = NOBODY;
});
