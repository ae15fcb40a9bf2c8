// The caller: the key of this tab and, with the scope admin, the keys of the service.

import { html, nothing } from "../lib/lit.js";
import { attempt } from "../lib/attempt.js";
import { call, currentKey, part, post, remove } from "../lib/api.js";
import { caller, isOpen, knownCaller } from "../lib/caller.js";
import { announce } from "../lib/connection.js";
import { copy } from "../lib/files.js";
import { moment } from "../lib/format.js";
import { numberOrText } from "../lib/json.js";
import { confirmation } from "../parts/dialog.js";
import { field } from "../parts/pieces.js";
import { fault, problem } from "../parts/problem.js";
import { signIn } from "../parts/sign-in.js";

const SCOPES = [["read", "view runs, models and metrics"], ["infer", "query models"], ["train", "start and change runs, models and aliases"], ["admin", "everything, including keys"]];

export async function open(visit) {
	const page = { visit, keys: null, issued: null, error: null };
	page.paint = () => visit.paint(view(page));
	page.load = async () => {
		const { scopes } = await caller();
		page.keys = scopes.includes("admin") ? (await call("keys")).items : null;
		page.paint();
	};
	await page.load();
}

function view(page) {
	return html`<div class="head"><h1>Access</h1></div>
		<section class="card"><h2>This tab</h2><p>${who()}</p>${signIn()}</section>
		${page.issued ? issued(page) : nothing}${page.error ? problem(page.error, ["name", "scopes", "expiresAt", "requestsPerMinute"]) : nothing}
		${page.keys ? html`<section class="card"><h2>New key</h2>${form(page)}</section>
		<section class="card"><h2>Keys</h2>${page.keys.length ? table(page) : html`<p class="quiet">There are no keys yet.</p>`}</section>` : nothing}`;
}

function who() {
	const { name, scopes } = knownCaller();
	if (isOpen()) {
		return "This service is open: no key is required.";
	}
	if (!name) {
		return currentKey() ? "The service does not accept this key: it is unknown, revoked or expired." : "This service requires an API key.";
	}
	return html`Signed in as <b>${name}</b>, with the ${scopes.length === 1 ? "scope" : "scopes"} <b>${scopes.join(", ")}</b>.
		The browser keeps the key until this tab is closed.`;
}

function issued(page) {
	return html`<section class="card issued" role="alert"><h2>The key of ${page.issued.details.name}</h2><p>Copy it now: it is shown only once and not stored.</p>
		<div class="row"><code class="key">${page.issued.key}</code><button class="plain" @click=${(event) => copy(page.issued.key, event.target)}>Copy</button>
		<button class="link" @click=${() => {
			page.issued = null;
			page.paint();
		}}>I have copied it</button></div></section>`;
}

function form(page) {
	return html`<form @submit=${(event) => create(page, event)}><div class="fields">
		${field("key-name", "Name", html`<input id="key-name" name="name" required maxlength="100">${fault(page.error, "name")}`, "the owner of the key")}
		${field("key-expiry", "Valid until", html`<input id="key-expiry" name="expiresAt" type="date">${fault(page.error, "expiresAt")}`, "empty: until revoked")}
		${field("key-rate", "Requests per minute", html`<input id="key-rate" name="requestsPerMinute" inputmode="numeric">${fault(page.error, "requestsPerMinute")}`, "empty: the default limit")}</div>
		<fieldset class="scopes"><legend>Scopes</legend>${SCOPES.map(([scope, told]) => html`<label><input type="checkbox" name="scopes" value=${scope} ?checked=${scope === "read" || scope === "infer"}>
			<b>${scope}</b> <span class="quiet">${told}</span></label>`)}${fault(page.error, "scopes")}</fieldset><div class="row"><button>Create key</button></div></form>`;
}

async function create(page, event) {
	event.preventDefault();
	const form = event.target;
	const fields = new FormData(form);
	const rate = fields.get("requestsPerMinute").trim();
	await attempt(page, async () => {
		page.issued = await post("keys", { name: fields.get("name"), scopes: fields.getAll("scopes"),
			...(fields.get("expiresAt") && { expiresAt: new Date(`${fields.get("expiresAt")}T23:59:59`).toISOString() }), ...(rate && { requestsPerMinute: numberOrText(rate) }) });
		form.reset();
		await page.load();
	});
}

function table(page) {
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Keys"><table class="stack"><thead><tr><th>Name</th><th>Scopes</th><th>Created</th><th>Valid until</th><th><span class="unseen">Actions</span></th></tr></thead>
		<tbody>${page.keys.map((key) => html`<tr><td class="name">${key.name}</td><td data-label="Scopes">${key.scopes.join(", ")}</td>
		<td data-label="Created">${moment(key.createdAt)}</td><td data-label="Valid until">${key.revokedAt ? html`<span class="bad">revoked on ${moment(key.revokedAt)}</span>` : key.expiresAt ? moment(key.expiresAt) : "no expiry"}</td>
		<td>${key.revokedAt ? nothing : html`<button class="danger" @click=${() => revoke(page, key)}>Revoke</button>`}</td></tr>`)}</tbody></table></div>`;
}

async function revoke(page, key) {
	if (await confirmation(`Revoke the key of ${key.name}?`, "Requests with it will be rejected. This cannot be undone.", "Revoke the key")) {
		try {
			await remove(`keys/${part(key.id)}`);
			announce("The key was revoked.");
			await page.load();
		}
		catch (error) {
			page.error = error;
			page.paint();
		}
	}
}
