// Shows the page of the address. Each visit has its own element, so late updates of an earlier visit are not shown; nor do they change title or address.

import { html, nothing, render } from "./lit.js";
import { lost } from "./api.js";
import { announce, onReturn } from "./connection.js";
import { onScheme } from "./scheme.js";
import { problem } from "../parts/problem.js";

/** Milliseconds between changes of the address; browsers refuse more than a hundred in 30 seconds. */
const ADDRESS_EVERY = 400;

let routes;
let outlet;
let visited;
let visit;
let unwritten = null;
let writing = 0;
let written = -Infinity;

/**
 * Starts with the current address. A route is [pattern, title, function that loads its module]; the module's
 * `open(visit)` paints the page, and may return a function to call with the new parameters if only they change.
 */
export function startRouter(table, element, onVisit) {
	routes = table.map(([pattern, title, load]) => ({ parts: pattern.split("/").filter(Boolean), title, load }));
	outlet = element;
	visited = onVisit;
	addEventListener("hashchange", () => location.hash.startsWith("#/") && show(true));
	addEventListener("mtdnn:key", () => again());
	addEventListener("click", writeNow, true);
	onScheme(recolour);
	onReturn(() => visit?.incomplete && again());
	show(false);
}

/** The address of a page with its parameters; those without a value are omitted. */
export function link(path, parameters = {}) {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(parameters)) {
		if (value !== null && value !== undefined && value !== "" && value !== false) {
			query.set(name, value);
		}
	}
	return `#/${path}${query.size ? `?${query}` : ""}`;
}

export function go(path, parameters) {
	location.hash = link(path, parameters);
}

function again() {
	writeNow();
	if (visit?.unfetched) {
		location.reload();
		return;
	}
	visit?.leave();
	visit = null;
	show(false);
}

/** Only charts have colours that do not follow the scheme by themselves; other pages keep what has been typed and what is being uploaded. */
function recolour() {
	if (visit?.view.querySelector("mt-chart")) {
		again();
	}
}

async function show(moved) {
	forget();
	const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
	const parts = path.split("/").filter(Boolean).map(decodeURIComponent);
	const parameters = new URLSearchParams(query);
	if (visit && visit.path === path && !visit.failed) {
		visit.query = parameters;
		visit.changed?.(parameters);
		return;
	}
	visit?.leave();
	const route = routes.find((one) => matches(one, parts));
	visit = begin(route, path, parts, parameters);
	const mine = visit;
	visited(parts[0] ?? "");
	mine.title(route?.title ?? "Page not found");
	try {
		await open(route, mine);
	}
	catch (error) {
		mine.fail(error);
	}
	if (moved && visit === mine) {
		outlet.focus({ preventScroll: true });
		scrollTo(0, 0);
		announce(document.title);
	}
}

async function open(route, mine) {
	if (!route) {
		mine.paint(html`<h1>Page not found</h1><p><a href="#/">Go to the overview</a></p>`);
		return;
	}
	const module = await load(route, mine);
	mine.changed = await module.open(mine);
}

/** The module of a page; browsers may remember that one could not be fetched until the document is loaded again. */
function load(route, mine) {
	return route.load().catch((error) => {
		if (error instanceof TypeError) {
			mine.unfetched = true;
			lost();
		}
		throw error;
	});
}

function matches(route, parts) {
	return route.parts.length === parts.length && route.parts.every((part, at) => part.startsWith(":") || part === parts[at]);
}

function begin(route, path, parts, query) {
	const view = document.createElement("div");
	view.className = "view";
	const leaving = new AbortController();
	const begun = { path, view, query, signal: leaving.signal, id: parts[1], incomplete: false };
	begun.paint = (template) => {
		if (!leaving.signal.aborted && !begun.failed) {
			if (view.parentNode !== outlet) {
				outlet.replaceChildren(view);
			}
			render(template, view);
		}
	};
	begun.again = again;
	begun.leave = () => leaving.abort();
	begun.title = (name) => {
		begun.name = name;
		if (!leaving.signal.aborted) {
			document.title = `${name} · MT-DNN Server`;
		}
	};
	begun.fail = (error) => fail(begun, error);
	begun.choose = (parameters, how = {}) => leaving.signal.aborted || choose(begun, parameters, how);
	return begun;
}

/** Writes the choices into the address and notifies the page. Those of a drag, or of typing, come so often that some are written a little later: `often`. */
function choose(begun, parameters, { replace = true, often = false }) {
	const address = link(begun.path, { ...Object.fromEntries(begun.query), ...parameters });
	if (replace) {
		unwritten = address;
		often ? writeSoon() : writeNow();
	}
	else {
		writeNow();
		history.pushState(null, "", address);
	}
	begun.query = new URLSearchParams(address.split("?")[1]);
	begun.changed?.(begun.query);
}

/** Replaces the address at once, or some time after the last replacement; a click does not wait for it. */
function writeSoon() {
	const pause = written + ADDRESS_EVERY - performance.now();
	if (pause <= 0) {
		writeNow();
	}
	else {
		writing ||= setTimeout(writeNow, pause);
	}
}

function writeNow() {
	if (unwritten !== null) {
		history.replaceState(null, "", unwritten);
		written = performance.now();
	}
	forget();
}

/** Another address has been opened. */
function forget() {
	clearTimeout(writing);
	writing = 0;
	unwritten = null;
}

function fail(begun, error) {
	if (begun.signal.aborted) {
		return;
	}
	begun.paint(html`<div class="head"><h1>${begun.name}</h1></div>${problem(error)}${error.passing ? html`<button @click=${again}>Retry</button>` : nothing}
		${error.status === 404 ? html`<p><a href="#/">Go to the overview</a></p>` : nothing}`);
	begun.failed = true;
	begun.incomplete = Boolean(error.passing);
	if (!error.status && !error.passing) {
		console.error(error);
	}
}
