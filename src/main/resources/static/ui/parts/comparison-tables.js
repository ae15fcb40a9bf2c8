// The results of a comparison of answers, overall and by category.

import { html, nothing } from "../lib/lit.js";
import { fixed, number, probability, signed } from "../lib/format.js";
import { words } from "./run-panels.js";
import { tile } from "./pieces.js";

export function overall(page, found) {
	const gap = (one) => html`${fixed(one.a)} <span class="quiet">and</span> ${fixed(one.b)}`;
	const told = (one) => one.low === undefined || one.low === null ? `B minus A: ${signed(one.difference)}` : `B minus A: ${signed(one.difference)}, 95 % interval ${signed(one.low)} to ${signed(one.high)}`;
	return html`<p class="note">${found.sentence}</p><div class="tiles">${tile("EM of A and B", gap(found.exact), told(found.exact))}${tile("F1 of A and B", gap(found.f1), told(found.f1))}
		${tile("Only A is right", number(found.counts.onlyA), "questions")}${tile("Only B is right", number(found.counts.onlyB), "questions")}
		${tile("Both are right", number(found.counts.both), `of ${number(found.questions)} in ${number(found.articles)} articles`)}${tile("Neither is right", number(found.counts.neither), "questions")}
		${found.mcNemar ? tile("McNemar's test", probability(found.mcNemar.pValue), "exact match, two-sided") : nothing}</div>`;
}

export function categories(page, found) {
	const names = [...new Set(found.categories.map((group) => group.category))];
	return names.map((name) => html`<section class="card"><h2>By ${words(name).toLowerCase()}</h2><div class="scroll short" tabindex="0" role="region" aria-label=${`By ${name}`}><table class="compact">
		<thead><tr><th><span class="unseen">Group</span></th><th class="number">Questions</th><th class="number">Only A</th><th class="number">Only B</th><th class="number">EM, B minus A</th></tr></thead>
		<tbody>${found.categories.filter((group) => group.category === name).map((group) => html`<tr><td><button class="link" @click=${() => page.visit.choose({ category: name, value: group.value, from: "", at: "" })}>${group.value.replaceAll("_", " ")}</button></td>
		<td class="number">${number(group.questions)}</td><td class="number">${number(group.counts.onlyA)}</td><td class="number">${number(group.counts.onlyB)}</td>
		<td class=${`number ${group.exact.pValue < 0.05 ? "decided" : ""}`} title=${group.exact.pValue === undefined ? "" : probability(group.exact.pValue)}>${signed(group.exact.difference)}</td></tr>`)}</tbody></table></div></section>`);
}
