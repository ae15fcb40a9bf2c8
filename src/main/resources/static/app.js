// Routes of the web pages: #/jobs, #/jobs/{id}, #/new, #/ask, #/models.

import { jobList, jobPage, newJob } from "./jobs.js";
import { ask } from "./ask.js";
import { models } from "./models.js";
import { problem } from "./html.js";

const page = document.getElementById("page");
let leave = () => {};

async function show() {
	leave();
	const [path, query] = (location.hash || "#/jobs").slice(1).split("?");
	const parts = path.split("/").filter(Boolean).map(decodeURIComponent);
	markNavigation(parts[0]);
	const cleanups = [];
	leave = () => cleanups.forEach((cleanup) => cleanup());
	try {
		await route(parts, new URLSearchParams(query), (cleanup) => cleanups.push(cleanup));
	}
	catch (error) {
		page.innerHTML = problem(error);
	}
}

function route(parts, query, onLeave) {
	switch (parts[0]) {
		case "jobs": return parts[1] ? jobPage(page, parts[1], onLeave) : jobList(page, onLeave);
		case "new": return newJob(page);
		case "ask": return ask(page, query);
		case "models": return models(page);
		default: page.innerHTML = `<h1>There is no such page</h1><a href="#/jobs">Go to the jobs</a>`;
	}
}

function markNavigation(current) {
	for (const link of document.querySelectorAll("nav a")) {
		link.toggleAttribute("aria-current", link.getAttribute("href") === `#/${current}`);
	}
}

addEventListener("hashchange", show);
addEventListener("submit", (event) => {
	if (event.target.matches("form[data-key]")) {
		event.preventDefault();
		sessionStorage.setItem("mtdnn.key", new FormData(event.target).get("key"));
		show();
	}
});
show();
