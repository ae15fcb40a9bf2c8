// Icons of the pages, 20 by 20, in the colour of the text.

import { html, svg } from "../lib/lit.js";

const SHAPES = {
	overview: svg`<path d="M3 11l7-7 7 7M5 9.5V17h10V9.5"/>`,
	runs: svg`<path d="M3 15l4-6 4 3 6-8M3 17h14"/>`,
	new: svg`<circle cx="10" cy="10" r="7"/><path d="M10 7v6M7 10h6"/>`,
	models: svg`<path d="M10 3l7 4-7 4-7-4zM3 10l7 4 7-4M3 13.5l7 4 7-4"/>`,
	ask: svg`<path d="M4 4h12v9H9l-4 4v-4H4zM8 8h4"/>`,
	encoders: svg`<rect x="3" y="3" width="14" height="14" rx="2"/><path d="M7 3v14M13 3v14M3 10h14"/>`,
	datasets: svg`<ellipse cx="10" cy="5" rx="6" ry="2.5"/><path d="M4 5v10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5V5M4 10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5"/>`,
	studies: svg`<path d="M8 3h4M9 3v5l-5 8.5h12L11 8V3M6.5 13h7"/>`,
	access: svg`<circle cx="7" cy="12" r="4"/><path d="M10 9l7-6M14 5.5l2 2"/>`,
	api: svg`<path d="M7 5l-4 5 4 5M13 5l4 5-4 5"/>`,
	copy: svg`<rect x="7" y="7" width="10" height="10" rx="2"/><path d="M13 7V4a1 1 0 00-1-1H4a1 1 0 00-1 1v8a1 1 0 001 1h3"/>`,
	up: svg`<path d="M5 12l5-5 5 5"/>`,
	down: svg`<path d="M5 8l5 5 5-5"/>`,
};

export function icon(name) {
	return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${SHAPES[name]}</svg>`;
}
