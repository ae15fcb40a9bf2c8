// Tells before a form is filled in that the key in use cannot submit it, and offers the form for another key.

import { html, nothing } from "../lib/lit.js";
import { isOpen, knownCaller } from "../lib/caller.js";
import { signIn } from "./sign-in.js";

export function scopeNotice(needed) {
	const { name, scopes } = knownCaller();
	return !name || isOpen() || scopes.includes(needed) || scopes.includes("admin") ? nothing
		: html`<div class="card ask-key"><p>This page requires the scope '${needed}'; these credentials have: ${scopes.join(", ")}.</p>${signIn()}</div>`;
}
