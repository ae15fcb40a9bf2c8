// Routes of the web pages: #/jobs, #/jobs/{id}, #/new, #/ask, #/models, #/key.

import { useKey } from "./api.js";
import { watchConnection } from "./connection.js";
import { jobList, jobPage, newJob } from "./jobs.js";
import { ask } from "./ask.js";
import { keyPage } from "./key.js";
import { models } from "./models.js";
import { problem, title } from "./html.js";

const NAMES = { jobs: "Jobs", new: "New job", ask: "Ask", models: "Models", key: "API key" };

const page = document.getElementById("page");
let visit;

/** Each visit has an element of its own: what a visit that was left still writes is not seen. */
async function show() {
	visit?.leave();
	const [path, query] = (location.hash || "#/jobs").slice(1).split("?");
	const parts = path.split("/").filter(Boolean).map(decodeURIComponent);
	markNavigation(parts[0]);
	visit = begin(new URLSearchParams(query));
	const mine = visit;
	try {
		await route(parts, mine);
	}
	catch (error) {
		mine.fail(error);
	}
}

function begin(query) {
	const view = document.createElement("div");
	view.innerHTML = `<p class="quiet">Loading…</p>`;
	page.replaceChildren(view);
	const cleanups = [];
	const begun = { view, query, left: false, onLeave: (cleanup) => cleanups.push(cleanup) };
	begun.leave = () => {
		begun.left = true;
		cleanups.forEach((cleanup) => cleanup());
	};
	begun.fail = (error) => {
		begun.incomplete = error.passing;
		view.innerHTML = `${problem(error)}${error.passing ? `<button data-again>Try again</button>` : ""}
			${error.status === 404 ? `<a href="#/jobs">Go to the jobs</a>` : ""}`;
	};
	return begun;
}

function route(parts, mine) {
	switch (parts[0]) {
		case "jobs": return parts[1] ? jobPage(mine, parts[1]) : jobList(mine);
		case "new": return newJob(mine);
		case "ask": return ask(mine);
		case "models": return models(mine);
		case "key": return keyPage(mine);
		default: mine.view.innerHTML = `<h1>There is no such page</h1><a href="#/jobs">Go to the jobs</a>`;
	}
}

function markNavigation(current) {
	for (const link of document.querySelectorAll("nav a")) {
		link.toggleAttribute("aria-current", link.getAttribute("href") === `#/${current}`);
	}
	title(NAMES[current] ?? "No such page");
}

addEventListener("hashchange", () => {
	page.focus();
	show();
});
addEventListener("submit", (event) => {
	if (event.target.matches("form[data-key]")) {
		event.preventDefault();
		useKey(new FormData(event.target).get("key"));
		show();
	}
});
addEventListener("click", (event) => {
	if (event.target.matches("[data-sign-out]")) {
		useKey(null);
		show();
	}
	else if (event.target.matches("[data-again]")) {
		show();
	}
});
watchConnection(() => visit.incomplete && show());
show();
