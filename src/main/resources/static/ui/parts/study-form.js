// The fields of an experiment besides its base plan: name, seeds, controls, and search.
// A form is { plan, set, error } as in parts/fields.js, with the experiment as `plan`, and the `schema` of its fields.

import { html, nothing } from "../lib/lit.js";
import { countRuns } from "../lib/axes.js";
import { plural } from "../lib/format.js";
import { numberOrText } from "../lib/json.js";
import { control, invalid, list } from "./fields.js";
import { fault } from "./problem.js";

const CONTROLS = [["baseline", "the leading task alone"], ["equal-steps", "the leading task alone, for as many steps as the base mixture has"],
	["placebo", "the base mixture with shuffled labels of all other tasks"]];
const SEARCHES = [["grid", "all combinations"], ["random", "random mixtures of the base plan's tasks"], ["halving", "halving: the best continue after each rung"],
	["gaussian-process", "Gaussian process: mixtures chosen by earlier scores"], ["thompson", "Thompson sampling: which auxiliary task helps"]];
const FIELDS = { random: ["count", "seed", "concentration"], halving: ["count", "seed", "concentration", "reduction", "rungs", "metric"],
	"gaussian-process": ["count", "initial", "seed", "concentration"], thompson: ["count", "seed"] };
const PLANNED = ["halving", "gaussian-process", "thompson"];

export function beginning(form) {
	const { combinations, seeds } = countRuns(form.plan);
	return html`<div class="fields"><div class="field"><label for="study-name">Name</label><input id="study-name" maxlength="150" placeholder="experiment" .value=${form.plan.name ?? ""} aria-invalid=${invalid(form, "name")}
		@change=${(event) => form.set(["name"], event.target.value || undefined)}>${fault(form.error, "name")}</div>
		<div class="field"><label for="study-seeds">Seeds <span class="hint">separated by commas</span></label><input id="study-seeds" placeholder="0, 1, 2" .value=${text(form.plan.seeds)} aria-invalid=${invalid(form, "seeds")}
		@change=${(event) => form.set(["seeds"], list(event.target.value)?.map(numberOrText))}>${fault(form.error, "seeds")}</div>
		</div><p class="count">${plural(combinations, "combination")} with ${plural(seeds, "seed")}: <b>${plural(combinations * seeds, "run")}</b>, and the controls</p>`;
}

function text(values) {
	return Array.isArray(values) ? values.join(", ") : values === undefined ? "" : String(values);
}

export function comparison(form) {
	const chosen = Array.isArray(form.plan.controls) ? form.plan.controls : ["baseline"];
	const toggle = (name, on) => form.set(["controls"], CONTROLS.map(([one]) => one).filter((one) => one === name ? on : chosen.includes(one)));
	return html`<fieldset><legend>Controls</legend>${CONTROLS.map(([name, told]) => html`<label class="control"><input type="checkbox" .checked=${chosen.includes(name)}
		@change=${(event) => toggle(name, event.target.checked)}> <span>${name.replace("-", " ")} <span class="hint">${told}</span></span></label>`)}${fault(form.error, "controls")}</fieldset>`;
}

export function search(form) {
	const kind = form.plan.search?.kind ?? "grid";
	const properties = form.schema.search?.properties ?? {};
	const change = (next) => form.set(["search"], next === "grid" ? undefined : { kind: next });
	return html`<fieldset><legend>Combinations</legend><div class="fields"><div class="field"><label for="study-search">Search</label><select id="study-search" aria-invalid=${invalid(form, "search.kind")}
		@change=${(event) => change(event.target.value)}>${SEARCHES.map(([value, told]) => html`<option value=${value} .selected=${value === kind}>${told}</option>`)}</select>
		${fault(form.error, "search")}${fault(form.error, "search.kind")}</div>
		${(FIELDS[kind] ?? []).filter((name) => properties[name]).map((name) => control(form, ["search", name], properties[name]))}</div></fieldset>`;
}

export function budget(form) {
	const { schema } = form;
	return html`<fieldset class="how"><legend>Execution</legend><div class="fields">${schema.budget ? html`${control(form, ["budget"], schema.budget)}${control(form, ["parallel"], schema.parallel)}
		${PLANNED.includes(form.plan.search?.kind) && form.plan.untilDecided === undefined ? nothing : untilDecided(form)}${control(form, ["priority"], schema.priority)}` : nothing}</div></fieldset>`;
}

function untilDecided(form) {
	const value = form.plan.untilDecided?.most;
	return html`<div class="field"><label for="study-most">Until decided: maximum number of seeds</label><input id="study-most" inputmode="numeric" placeholder="only the seeds above" .value=${value === undefined ? "" : String(value)}
		aria-invalid=${invalid(form, "untilDecided.most")} @change=${(event) => form.set(["untilDecided"], event.target.value.trim() ? { most: numberOrText(event.target.value.trim()) } : undefined)}>
		<span class="hint">${form.schema.untilDecided?.description ?? nothing}</span>${fault(form.error, "untilDecided")}${fault(form.error, "untilDecided.most")}</div>`;
}
