// The pretrained encoders that a run can start from: availability, hashes, and downloads from a hub with their progress.

import { html, nothing } from "../lib/lit.js";
import { attempt } from "../lib/attempt.js";
import { all, call, part, post, remove } from "../lib/api.js";
import { announce } from "../lib/connection.js";
import { repeat } from "../lib/live.js";
import { encoderRow } from "../parts/encoder-row.js";
import { empty, field } from "../parts/pieces.js";
import { fault, problem } from "../parts/problem.js";

const REFRESH = 1000;
const CALM_REFRESH = 15000;
const FIELDS = ["hub", "revision", "name"];

export async function open(visit) {
	const page = { visit, encoders: [], details: new Map(), error: null, busy: null };
	page.paint = () => visit.paint(view(page));
	page.load = () => load(page);
	page.cancel = (name) => attempt(page, async () => {
		await remove(`encoders/${part(name)}/download`);
		announce(`The download of ${name} was cancelled.`);
		await load(page);
	});
	page.download = (request) => download(page, request);
	await load(page);
	watch(page);
}

async function load(page) {
	const before = page.encoders;
	page.encoders = await all("encoders");
	before.filter((one) => one.download?.status === "downloading").forEach(({ name }) => {
		const now = page.encoders.find((one) => one.name === name);
		if (now?.download?.status !== "downloading") {
			announce(now?.available ? `${name} has been downloaded.` : `The download of ${name} has ended.`);
		}
	});
	page.paint();
	hashes(page);
}

/** Hashes take a moment to compute; each is shown once it is known. */
async function hashes(page) {
	for (const { name } of page.encoders.filter((one) => one.available && one.source === "folder" && !page.details.has(one.name))) {
		page.details.set(name, null);
		page.details.set(name, await call(`encoders/${part(name)}`, { signal: page.visit.signal }).catch(() => null));
		page.paint();
	}
}

/** Downloads under way are refreshed often, everything else rarely. */
function watch(page) {
	let last = Date.now();
	repeat(REFRESH, async () => {
		if (page.encoders.some((one) => one.download?.status === "downloading") || Date.now() - last > CALM_REFRESH) {
			last = Date.now();
			await load(page);
		}
	}, page.visit.signal).catch(page.visit.fail);
}

function view(page) {
	return html`<div class="head"><h1>Encoders</h1></div>
		<div class="card tight">${page.encoders.length ? html`<div class="scroll" tabindex="0" role="region" aria-label="Encoders"><table class="stack"><thead><tr><th>Encoder</th><th>State</th><th>Source</th><th>Content hash</th><th><span class="unseen">Actions</span></th></tr></thead>
		<tbody>${page.encoders.map((one) => encoderRow(page, one))}</tbody></table></div>` : empty("There are no encoders.")}</div>
		<section class="card"><h2>Download from a hub</h2>${page.error ? problem(page.error, FIELDS) : nothing}${form(page)}</section>`;
}

function form(page) {
	return html`<form @submit=${(event) => submit(page, event)}><div class="fields">
		${field("hub", "Repository", html`<input id="hub" name="hub" required placeholder="google-bert/bert-base-cased">${fault(page.error, "hub")}`, "owner/name")}
		${field("revision", "Revision", html`<input id="revision" name="revision" placeholder="main">${fault(page.error, "revision")}`, "branch, tag or commit")}
		${field("encoder-name", "Name", html`<input id="encoder-name" name="name" placeholder="name of the repository">${fault(page.error, "name")}`)}</div>
		<div class="row"><button ?disabled=${page.busy}>${page.busy ? "Contacting the hub…" : "Download"}</button></div></form>`;
}

async function submit(page, event) {
	event.preventDefault();
	const form = event.target;
	const request = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
	await download(page, request);
	if (!page.error) {
		form.reset();
	}
}

function download(page, request) {
	return attempt(page, async () => {
		const started = await post("encoders", request);
		announce(`The download of ${started.name} has started.`);
		await load(page);
	}, { busy: "download" });
}
