// The one chart of all pages, <mt-chart .spec=...>: drawn by ECharts on a canvas, with its legend, table and files as markup.
//
// spec: { label, file, height, x, y, series, lines, handle } or { label, file, height, parallel } or { ..., heat }; see chart-option.js.
// It is drawn again when `spec` is another object; `series` that are the same object are not.

import { html, nothing, render } from "../lib/lit.js";
import { onScheme } from "../lib/scheme.js";
import { saveCsv, savePng, saveSvg } from "./chart-files.js";
import { inks, option } from "./chart-option.js";
import { drag, walk } from "./chart-hands.js";
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
	#ends = [];
	#drawnSeries;
	#drawnLook;

	set spec(spec) {
		this.#spec = spec;
		if (this.isConnected) {
			this.#paint();
		}
	}

	get spec() {
		return this.#spec;
	}

	/** What is drawn, for tests. */
	get drawn() {
		return this.#chart?.getOption();
	}

	connectedCallback() {
		this.#paint();
		const sizes = new ResizeObserver(() => {
			this.#chart?.resize();
			this.#place(this.#spec?.handle);
		});
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
			drag(this.#chart, () => this.#spec.handle);
			this.#draw();
		}
	}

	#paint() {
		const spec = this.#spec;
		if (!spec) {
			return;
		}
		render(html`<div class="legend">${this.#legend()}</div>
			<div class="stage"><div class="canvas" role="img" tabindex="0" aria-label=${spec.label} @keydown=${this.#keys}
				.style=${`height:${spec.height ?? HEIGHT}px`}></div><div class="mark" hidden></div></div>
			<div class="chart-tools"><button class="link" aria-pressed=${this.#table} @click=${this.#showTable}>Table</button>
				<button class="link" @click=${() => saveSvg(this.#option(), this)}>SVG</button>
				<button class="link" @click=${() => savePng(this.#chart, spec)}>PNG</button>
				<button class="link" @click=${() => saveCsv(spec)}>CSV</button>
				<button class="link" @click=${() => this.requestFullscreen()}>Full screen</button></div>
			${this.#table ? tableOf(spec) : nothing}`, this);
		this.#draw();
	}

	#legend() {
		return (this.#spec.series ?? []).filter((one) => one.name && !one.unlisted).map((one) => html`<button
			aria-pressed=${!this.#hidden.has(one.name)} @click=${() => this.#toggle(one.name)}>
			<svg class="key" viewBox="0 0 26 4" aria-hidden="true"><line x1="0" x2="26" y1="2" y2="2" stroke=${one.colour}
				stroke-dasharray=${Array.isArray(one.dash) ? one.dash.join(" ") : "none"}/></svg>${one.name}</button>`);
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

	/** Draws what has changed; a handle that moved is not drawn by ECharts, so that it is as fast over 100,000 points. */
	#draw(anyway) {
		const { series, handle, ...rest } = this.#spec;
		const look = JSON.stringify([rest, [...this.#hidden]]);
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

	/** A box drawn with the mouse zooms, a double click shows everything again. */
	#zooms() {
		if (this.#chart && this.#spec.x && !this.#spec.handle) {
			this.#chart.dispatchAction({ type: "takeGlobalCursor", key: "dataZoomSelect", dataZoomSelectActive: true });
		}
	}

	/** Arrow keys walk through the points and say their values. */
	#keys = (event) => {
		const at = walk(event, this.#spec, this.#at);
		if (at !== null) {
			this.#at = at;
			this.#chart?.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at });
		}
	};

}

customElements.define("mt-chart", Chart);

export function chart(spec) {
	return html`<mt-chart .spec=${spec}></mt-chart>`;
}
