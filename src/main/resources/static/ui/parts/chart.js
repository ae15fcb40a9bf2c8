// The chart of all pages, <mt-chart .spec=...>: drawn by ECharts on a canvas, with its legend, table and files as markup.
//
// spec: { label, file, height, x, y, series, lines, handle, zoomed } or { label, file, height, parallel } or { ..., heat }; see
// chart-option.js. `zoomed(from, to)` receives the visible part of the x axis, without arguments for the whole.
// It is redrawn when `spec` is a different object, except for `series` that are the same object.

import { html, nothing, render } from "../lib/lit.js";
import { onReturn } from "../lib/connection.js";
import { onScheme } from "../lib/scheme.js";
import { Drawing } from "./chart-drawing.js";
import { saveCsv, savePng, saveSvg } from "./chart-files.js";
import { walk } from "./chart-hands.js";
import { legend } from "./chart-legend.js";
import { isNarrow } from "./chart-option.js";
import { tableOf } from "./chart-table.js";

const HEIGHT = 300;
const BEFORE_IT_IS_SEEN = "400px";

class Chart extends HTMLElement {

	#spec;
	#drawing;
	#hidden = new Set();
	#table = false;
	#at = -1;
	#narrow = false;
	#ends = [];

	set spec(spec) {
		const before = this.#spec;
		this.#spec = spec;
		if (this.isConnected && onlyHandleMoved(before, spec)) {
			this.#drawing?.place(spec.handle);
		}
		else if (this.isConnected) {
			this.#paint();
		}
	}

	get spec() {
		return this.#spec;
	}

	/** The drawn option, for tests. */
	get drawn() {
		return this.#drawing?.drawn;
	}

	connectedCallback() {
		this.#narrow = isNarrow(this.clientWidth);
		this.#paint();
		const sizes = new ResizeObserver(() => this.#resized());
		const seen = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && this.#begin(seen), { rootMargin: BEFORE_IT_IS_SEEN });
		sizes.observe(this.querySelector(".canvas"));
		seen.observe(this);
		this.#ends = [() => sizes.disconnect(), () => seen.disconnect(), onScheme(() => this.#draw(true))];
	}

	disconnectedCallback() {
		this.#ends.forEach((end) => end());
		this.#drawing?.end();
		this.#drawing = null;
	}

	async #begin(seen) {
		seen.disconnect();
		const drawing = await Drawing.in(this, () => this.#spec).catch(() => null);
		if (!drawing) {
			const stop = onReturn(() => {
				stop();
				this.#begin(seen);
			});
			this.#ends.push(stop);
		}
		else if (this.isConnected && !this.#drawing) {
			this.#drawing = drawing;
			this.#draw();
		}
		else {
			drawing.end();
		}
	}

	#paint() {
		const spec = this.#spec;
		if (!spec) {
			return;
		}
		render(html`${legend(spec, { hidden: this.#hidden, narrow: this.#narrow, toggle: (name) => this.#toggle(name) })}
			<div class="stage"><div class=${spec.handle?.move ? "canvas handled" : "canvas"} role="img" tabindex="0" aria-label=${spec.label} @keydown=${this.#keys}
				.style=${`height:${spec.height ?? HEIGHT}px`}></div><div class="mark" hidden></div></div>
			<div class="chart-tools"><button class="link" aria-pressed=${this.#table} @click=${this.#showTable}>Table</button>
				<button class="link" @click=${() => saveSvg(this.#shown, this)}>SVG</button>
				<button class="link" @click=${() => savePng(this.#drawing, this)}>PNG</button>
				<button class="link" @click=${() => saveCsv(spec)}>CSV</button>
				<button class="link" @click=${() => this.requestFullscreen()}>Full screen</button></div>
			${this.#table ? tableOf(spec) : nothing}`, this);
		this.#draw();
	}

	/** The spec without the lines that are hidden. */
	get #shown() {
		const { series } = this.#spec;
		return { ...this.#spec, series: series?.filter((one) => !this.#hidden.has(one.name)) };
	}

	#draw(anyway) {
		this.#drawing?.draw(this.#shown, JSON.stringify([appearance(this.#spec), [...this.#hidden]]), this.#spec.series, anyway);
	}

	#resized() {
		this.#drawing?.resize();
		const narrow = isNarrow(this.clientWidth);
		if (this.#narrow !== narrow) {
			this.#narrow = narrow;
			this.#paint();
			this.#draw(true);
		}
		this.#drawing?.place(this.#spec?.handle);
	}

	#toggle(name) {
		if (!this.#hidden.delete(name)) {
			this.#hidden.add(name);
		}
		this.#paint();
	}

	#showTable = () => {
		this.#table = !this.#table;
		this.#paint();
	};

	/** Arrow keys move through the points and announce their values. */
	#keys = (event) => {
		const at = walk(event, this.#spec, this.#at);
		if (at !== null) {
			this.#at = at;
			this.#drawing?.point(at);
		}
	};

}

/** Everything but the lines and the handle. */
function appearance({ series, handle, ...rest }) {
	return rest;
}

/** ECharts does not draw a moved handle, so moving it is fast even over 100,000 points. */
function onlyHandleMoved(before, now) {
	return Boolean(before?.handle && now?.handle) && before.series === now.series && JSON.stringify(appearance(before)) === JSON.stringify(appearance(now));
}

customElements.define("mt-chart", Chart);

export function chart(spec) {
	return html`<mt-chart .spec=${spec}></mt-chart>`;
}
