// Navigation, colour scheme, and the caller.

import { html, nothing, render } from "../lib/lit.js";
import { currentKey, useKey } from "../lib/api.js";
import { onReturn } from "../lib/connection.js";
import { onScheme, scheme, SCHEMES, useScheme } from "../lib/scheme.js";
import { caller, isOpen, knownCaller } from "../lib/caller.js";
import { icon } from "./icon.js";

const PAGES = [
	["", "Overview", "overview"],
	["runs", "Runs", "runs"],
	["new", "New run", "new"],
	["studies", "Experiments", "studies"],
	["models", "Models", "models"],
	["ask", "Ask", "ask"],
	["datasets", "Datasets", "datasets"],
	["encoders", "Encoders", "encoders"],
	["access", "Access", "access"],
];

const header = document.getElementById("shell");
const navigation = document.getElementById("navigation");
const menu = document.getElementById("menu");
const skip = document.querySelector(".skip");
let current = "";

export function startShell() {
	skip.addEventListener("click", toContent);
	menu.addEventListener("click", () => open(menu.getAttribute("aria-expanded") !== "true"));
	navigation.addEventListener("click", (event) => event.target.closest("a") && open(false));
	header.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
	addEventListener("mtdnn:key", identify);
	onReturn(identify);
	onScheme(paint);
	paint();
	identify();
	return { current: mark };
}

/** Moves the focus as the link would, which would also replace the address of the page. */
function toContent(event) {
	event.preventDefault();
	document.getElementById("page").focus();
}

function mark(page) {
	current = { compare: "runs", comparison: "models" }[page] ?? page;
	paint();
}

function open(wanted) {
	menu.setAttribute("aria-expanded", wanted);
	header.classList.toggle("open", wanted);
}

function paint() {
	render(html`<nav aria-label="Main">${PAGES.map(([path, name, picture]) => html`
		<a href=${`#/${path}`} aria-current=${path === current ? "page" : nothing}>${icon(picture)}<span>${name}</span></a>`)}
		<a href="swagger-ui.html">${icon("api")}<span>API</span></a></nav>
		<div class="foot">${schemes()}${signedIn()}</div>`, navigation);
}

function schemes() {
	return html`<label class="unseen" for="scheme">Colour scheme</label>
		<select id="scheme" @change=${(event) => useScheme(event.target.value)}>${SCHEMES.map((one) => html`
			<option value=${one} .selected=${one === scheme()}>${one[0].toUpperCase()}${one.slice(1)} colours</option>`)}</select>`;
}

function identify() {
	paint();
	caller().then(paint);
}

function signedIn() {
	if (currentKey()) {
		return html`<span class="quiet">${knownCaller().name ?? "unknown key"}</span><button class="plain" @click=${() => useKey(null)}>Sign out</button>`;
	}
	return isOpen() ? html`<span class="quiet">open service</span>` : html`<a class="button plain" href="#/access">Sign in</a>`;
}
