// Thresholds by the acceptable share of wrong answers, and the reliability of the probabilities of answers.

import { html } from "../lib/lit.js";
import { fixed, number, percent } from "../lib/format.js";
import { palette } from "../lib/colours.js";
import { chart } from "./chart.js";

export function targetTable(study, choose) {
	return html`<h3>Thresholds by share of wrong answers</h3><div class="scroll" tabindex="0" role="region" aria-label="Thresholds by risk"><table class="compact"><thead><tr><th class="number">Maximum wrong</th><th class="number">Threshold</th>
		<th class="number">Answered</th><th class="number">Wrong among these</th><th><span class="unseen">Actions</span></th></tr></thead><tbody>${study.targets.map((one) => html`<tr>
		<td class="number">${percent(one.target)}</td><td class="number">${fixed(one.threshold, 3)}</td><td class="number">${percent(one.coverage, 1)}</td>
		<td class="number"><span title=${`95 % interval: ${percent(one.riskLow, 1)} to ${percent(one.riskHigh, 1)}`}>${percent(one.risk, 1)}</span></td>
		<td><button class="link small" @click=${() => choose(one.threshold)}>Try</button></td></tr>`)}</tbody></table></div>
		<p class="quiet small">The thresholds are chosen on one half of the articles; the shares are those of the other half.</p>`;
}

const specs = new WeakMap();

export function calibrationPart(study) {
	const { calibration } = study;
	return html`<h3>Reliability of probabilities, %</h3>${chart(spec(study))}<p class="quiet small">Mean distance ${fixed(100 * calibration.after.ece, 1)} points,
		${fixed(100 * calibration.before.ece, 1)} before the calibration; on ${number(calibration.reportedOn)} questions that were not used for it.</p>`;
}

function spec(study) {
	const [blue, orange] = palette();
	if (specs.get(study)?.blue !== blue) {
		const points = (bins) => bins.map((bin) => [100 * bin.probability, 100 * bin.right]);
		specs.set(study, { blue, spec: { label: `Share of right answers over their probability, ${study.dataset}`, file: `calibration ${study.name} ${study.dataset}`, height: 220,
			x: { name: "probability, %", min: 0, max: 100, digits: 1 }, y: { min: 0, max: 100, digits: 1, unit: " %" },
			series: [{ name: "calibrated", colour: blue, points: points(study.calibration.after.bins), dots: true }, { name: "before calibration", colour: orange, dash: [7, 4], points: points(study.calibration.before.bins), dots: true },
				{ name: "ideal", colour: "#888888", dash: [2, 3], points: [[0, 0], [100, 100]], dots: false }] } });
	}
	return specs.get(study).spec;
}
