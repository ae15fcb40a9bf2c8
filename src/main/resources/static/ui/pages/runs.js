// The table of runs: filtered, sorted, with selectable columns; all choices are in the address.

import { html, nothing, repeat as each } from "../lib/lit.js";
import { all, call } from "../lib/api.js";
import { plural } from "../lib/format.js";
import { repeat } from "../lib/live.js";
import { go, link } from "../lib/router.js";
import { hasEnded, runs, STATUSES, withLosses } from "../lib/runs.js";
import { runStyle } from "../lib/colours.js";
import { empty, field } from "../parts/pieces.js";
import { icon } from "../parts/icon.js";
import { COLUMNS } from "../parts/run-columns.js";

const PAGE = 50;
const REFRESH = 4000;
const CALM_REFRESH = 15000;

export async function open(visit) {
	const state = { items: [], encoders: [], datasets: [], studies: [], chosen: new Set(), asked: 0 };
	const paint = () => visit.paint(view(visit, state, paint));
	const load = async () => {
		const asked = ++state.asked;
		const filter = Object.fromEntries(visit.query);
		const page = await runs({ ...filter, limit: PAGE });
		if (asked === state.asked) {
			Object.assign(state, { items: page.items, next: page.nextCursor });
			paint();
			losses(visit, state, paint);
		}
	};
	await load();
	choices(state, paint);
	refresh(state, load, visit);
	return () => load().catch(visit.fail);
}

/** Reads the losses of the runs that are shown, if their column is; those of runs that are no longer shown are left. */
function losses(visit, state, paint) {
	state.leaving?.abort();
	state.leaving = new AbortController();
	if (shown(visit.query).some((column) => column.name === "loss")) {
		withLosses(state.items, AbortSignal.any([visit.signal, state.leaving.signal]), (run) => {
			state.items = state.items.map((one) => one.id === run.id ? run : one);
			paint();
		}).catch(() => {});
	}
}

/** The values that the filters offer. */
function choices(state, paint) {
	const offer = (name, found) => found.catch(() => []).then((items) => {
		state[name] = items;
		paint();
	});
	offer("encoders", all("encoders").then((found) => found.filter((one) => one.available).map((one) => one.name)));
	offer("datasets", call("datasets").then(({ items }) => items.filter((one) => !one.evaluationOf).map((one) => one.name)));
	offer("studies", call("experiments?limit=100").then(({ items }) => items));
}

/** Active runs are refreshed every few seconds; ended runs do not change. */
function refresh(state, load, visit) {
	let last = Date.now();
	repeat(REFRESH, async () => {
		if (state.items.some((run) => !hasEnded(run)) || Date.now() - last > CALM_REFRESH) {
			last = Date.now();
			await load();
		}
	}, visit.signal).catch(visit.fail);
}

function view(visit, state, paint) {
	const query = visit.query;
	const filtered = ["status", "encoder", "dataset", "text", "tag", "study", "cursor"].some((name) => query.get(name));
	return html`<div class="head"><h1>Runs</h1><div class="row">
		<button class="plain" ?disabled=${state.chosen.size < 2} @click=${() => go("compare", { runs: [...state.chosen].join(",") })}>
			Compare${state.chosen.size ? ` ${state.chosen.size}` : ""}</button>
		<a class="button" href="#/new">New run</a></div></div>
		<div class="card tight">${filters(visit, state)}
		${state.items.length ? table(visit, state, paint) : empty(filtered ? "No run matches." : "There are no runs yet. The sample data need no download.",
			filtered ? html`<a href="#/runs">Show all</a>` : html`<a class="button" href="#/new">Start the first run</a>`)}</div>
		${pages(visit, state)}`;
}

function filters(visit, state) {
	const query = visit.query;
	const choose = (name) => (event) => visit.choose({ [name]: event.target.value.trim(), cursor: "" });
	const select = (name, values) => html`<select id=${name} @change=${choose(name)}><option value="">any</option>${values.map((value) => html`
		<option value=${value} .selected=${query.get(name) === value}>${value.toLowerCase()}</option>`)}</select>`;
	const text = (name, hint, known) => html`<input id=${name} type="search" .value=${query.get(name) ?? ""} placeholder=${hint} list=${known ? `known-${name}` : nothing} @change=${choose(name)}>${
		known ? html`<datalist id=${`known-${name}`}>${known.map((one) => html`<option value=${one}></option>`)}</datalist>` : nothing}`;
	const tags = [...new Set(state.items.flatMap((run) => run.tags ?? []))];
	return html`<form class="filters" @submit=${(event) => event.preventDefault()}>
		${field("text", "Name or notes", text("text", "contains"))}${field("status", "Status", select("status", STATUSES))}
		${field("encoder", "Encoder", select("encoder", state.encoders))}
		${field("dataset", "Dataset", text("dataset", "exact", state.datasets))}${field("tag", "Tag", text("tag", "exact", tags))}
		${field("study", "Experiment", studies(query, state, choose("study")))}
		<details class="menu"><summary class="button plain">Columns</summary><fieldset><legend class="unseen">Columns</legend>${COLUMNS.map((column) => html`
			<label><input type="checkbox" .checked=${shown(query).includes(column)} @change=${() => toggle(visit, column)}> ${column.head}</label>`)}</fieldset></details>
	</form>`;
}

function studies(query, state, choose) {
	const chosen = query.get("study") ?? "";
	const known = state.studies.some((one) => one.id === chosen) || !chosen ? state.studies : [{ id: chosen, name: chosen }, ...state.studies];
	return html`<select id="study" @change=${choose}><option value="">any</option>${known.map((one) => html`<option value=${one.id} .selected=${one.id === chosen}>${one.name}</option>`)}</select>`;
}

function shown(query) {
	const names = query.get("columns")?.split(".");
	return COLUMNS.filter((column) => names ? names.includes(column.name) : column.on);
}

function toggle(visit, column) {
	const names = shown(visit.query).map((one) => one.name);
	const wanted = names.includes(column.name) ? names.filter((name) => name !== column.name) : [...names, column.name];
	visit.choose({ columns: wanted.join(".") });
}

function table(visit, state, paint) {
	const columns = shown(visit.query);
	const [by, down] = sorting(visit.query);
	return html`<div class="scroll" tabindex="0" role="region" aria-label="Runs"><table class="stack runs"><thead><tr><th><span class="unseen">Select</span></th>
		<th scope="col">Run</th>${columns.map((column) => heading(visit, column, by, down))}</tr></thead>
		<tbody>${each(state.items, (run) => run.id, (run) => row(run, columns, state, paint))}</tbody></table></div>`;
}

function row(run, columns, state, paint) {
	const choose = () => {
		state.chosen.has(run.id) ? state.chosen.delete(run.id) : state.chosen.add(run.id);
		paint();
	};
	return html`<tr><td><input type="checkbox" aria-label=${`Choose ${run.name}`} .checked=${state.chosen.has(run.id)} @change=${choose}></td>
		<td class="name"><svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill=${`var(--t${runStyle(run).place})`}/></svg>
			<a href=${link(`runs/${run.id}`)}>${run.name}</a></td>
		${columns.map((column) => html`<td data-label=${column.head} class=${column.number ? "number" : `is-${column.name}`}>${column.cell(run)}</td>`)}</tr>`;
}

/** The API's sort key, and whether the largest are first. */
function sorting(query) {
	const wanted = query.get("sort") ?? "-created";
	return [wanted.replace(/^-/, ""), wanted.startsWith("-")];
}

/** A column that the API can sort by has a button as its head; the first press puts the largest first. */
function heading(visit, column, by, down) {
	const is = column.sort !== undefined && column.sort === by;
	const turned = is && down ? column.sort : `-${column.sort}`;
	return html`<th scope="col" class=${column.number ? "number" : ""} aria-sort=${is ? (down ? "descending" : "ascending") : nothing}>${column.sort
		? html`<button class="sort" @click=${() => visit.choose({ sort: turned === "-created" ? "" : turned, cursor: "" })}>${column.head}${is ? icon(down ? "down" : "up") : nothing}</button>` : column.head}</th>`;
}

function pages(visit, state) {
	return html`<nav class="row pages" aria-label="Pages of the list"><span class="quiet">${plural(state.items.length, "run")}</span>
		${visit.query.get("cursor") ? html`<button class="plain" @click=${() => visit.choose({ cursor: "" }, { replace: false })}>First</button>` : nothing}
		${state.next ? html`<button class="plain" @click=${() => visit.choose({ cursor: state.next }, { replace: false })}>Next</button>` : nothing}</nav>`;
}
