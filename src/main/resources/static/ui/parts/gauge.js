// Null odds and the threshold: an answer to the left of the handle, no answer to the right.

import { html, svg } from "../lib/lit.js";
import { fixed } from "../lib/format.js";

const MARGIN = 3;

export function gauge(odds, threshold, own, move, at) {
	const reach = Math.ceil(Math.max(Math.abs(odds), Math.abs(own), 5) + MARGIN);
	const place = (value) => 100 * (Math.max(-reach, Math.min(reach, value)) + reach) / (2 * reach);
	const id = `gauge-${at}`;
	return html`<div class="gauge"><label for=${id}><span class="row between"><span>Null odds <b class="mono">${fixed(odds, 3)}</b></span>
		<span>Threshold <b class="mono">${fixed(threshold, 3)}</b></span></span></label>
		<svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><rect class="yes" x="0" y="3" width=${place(threshold)} height="6"/>
		<rect class="no" x=${place(threshold)} y="3" width=${100 - place(threshold)} height="6"/>
		${svg`<rect class="needle" x=${place(odds) - .4} y="0" width="0.8" height="12"/>`}</svg>
		<input id=${id} name=${`_threshold-${at}`} type="range" min=${-reach} max=${reach} step="0.01" .value=${String(threshold)} @input=${(event) => {
			event.stopPropagation();
			move(Number(event.target.value));
		}}>
		<div class="row between small quiet"><span>answer</span><span>no answer</span></div></div>`;
}
