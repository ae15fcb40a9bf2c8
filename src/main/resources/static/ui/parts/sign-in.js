// The key that this tab uses: sets another one, or removes it.

import { html, nothing } from "../lib/lit.js";
import { currentKey, useKey } from "../lib/api.js";

export function signIn() {
	return html`<form class="row sign-in" @submit=${use}><label for="key">API key</label>
		<input id="key" name="key" type="password" autocomplete="off" required>
		<button>Use this key</button>
		${currentKey() ? html`<button type="button" class="plain" @click=${() => useKey(null)}>Sign out</button>` : nothing}</form>`;
}

function use(event) {
	event.preventDefault();
	useKey(new FormData(event.target).get("key").trim());
}
