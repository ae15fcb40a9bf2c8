// The chart of all pages, <mt-chart .spec=...>: drawn by ECharts on a canvas, with its legend, table and files as markup.
//
// spec: { label, file, height, x, y, series, lines, handle } or { label, file, height, parallel } or { ..., heat }; see chart-option.js.
// It is redrawn when `spec` is a different object, except for `series` that are the same object.

import { html, nothing, render } from "../lib/lit.js";
import { onScheme } from "../lib/scheme.js";
import { saveCsv, savePng, saveSvg } from "./chart-files.js";
import { inks, isNarrow, option } from "./chart-option.js";
import { drag, walk } from "./chart-hands.js";
import { legend } from "./chart-legend.js";
import { tableOf } from "./chart-table.js";

const HEIGHT = 300;

let library;

/** ECharts is large: it is loaded when the first chart is seen. */
export function charts() {
	library ??= import("../../webjars/echarts/dist/echarts.esm.min.js");
	return library;
}

class Chart extends HTMLElement {

	#spec;
	#chart;
	#hidden = new Set();
	#table = false;
	#at = -1;
	#narrow = false;
	#ends = [];
	#drawnSeries;
	#drawnLook;

	set spec(spec) {
		const before = this.#spec;
		this.#spec = spec;
		if (this.isConnected && onlyHandleMoved(before, spec)) {
			this.#place(spec.handle);
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
		return this.#chart?.getOption();
	}

	connectedCallback() {
		this.#narrow = isNarrow(this.clientWidth);
		this.#paint();
		const sizes = new ResizeObserver(() => this.#resized());
		const seen = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && this.#begin(seen), { rootMargin: "400px" });
		sizes.observe(this.#canvas);
		seen.observe(this);
		this.#ends = [() => sizes.disconnect(), () => seen.disconnect(), onScheme(() => this.#draw(true))];
	}

	disconnectedCallback() {
		this.#ends.forEach((end) => end());
		this.#chart?.dispose();
		this.#chart = null;
	}

	get #canvas() {
		return this.querySelector(".canvas");
	}

	async #begin(seen) {
		seen.disconnect();
		const { init } = await charts();
		if (this.isConnected && !this.#chart) {
			this.#chart = init(this.#canvas);
			drag(this.#canvas, this.#chart, () => this.#spec.handle);
			this.#draw();
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
				<button class="link" @click=${() => saveSvg(this.#option(), this)}>SVG</button>
				<button class="link" @click=${() => savePng(this.#chart, spec)}>PNG</button>
				<button class="link" @click=${() => saveCsv(spec)}>CSV</button>
				<button class="link" @click=${() => this.requestFullscreen()}>Full screen</button></div>
			${this.#table ? tableOf(spec) : nothing}`, this);
		this.#draw();
	}

	#resized() {
		this.#chart?.resize();
		const narrow = isNarrow(this.clientWidth);
		if (this.#narrow !== narrow) {
			this.#narrow = narrow;
			this.#paint();
			this.#draw(true);
		}
		this.#place(this.#spec?.handle);
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

	#option() {
		const spec = this.#spec;
		return option({ ...spec, series: spec.series?.filter((one) => !this.#hidden.has(one.name)) }, inks(this));
	}

	/** Draws the changes. */
	#draw(anyway) {
		const { series, handle } = this.#spec;
		const look = JSON.stringify([appearance(this.#spec), [...this.#hidden]]);
		if (this.#chart && (anyway || this.#drawnSeries !== series || this.#drawnLook !== look)) {
			[this.#drawnSeries, this.#drawnLook] = [series, look];
			this.#chart.setOption(this.#option(), { notMerge: false, replaceMerge: ["series", "parallelAxis", "xAxis", "yAxis"] });
			this.#zooms();
		}
		this.#place(handle);
	}

	#place(handle) {
		const mark = this.querySelector(".mark");
		mark.hidden = !handle || !this.#chart;
		if (!mark.hidden) {
			mark.style.transform = `translateX(${this.#chart.convertToPixel({ xAxisIndex: 0 }, handle.x)}px)`;
			mark.dataset.name = handle.name ?? "";
		}
	}

	/** Drawing a box with the mouse zooms; a double click shows everything again. */
	#zooms() {
		if (this.#chart && this.#spec.x && !this.#spec.handle) {
			this.#chart.dispatchAction({ type: "takeGlobalCursor", key: "dataZoomSelect", dataZoomSelectActive: true });
		}
	}

	/** Arrow keys move through the points and announce their values. */
	#keys = (event) => {
		const at = walk(event, this.#spec, this.#at);
		if (at !== null) {
			this.#at = at;
			this.#chart?.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at });
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
