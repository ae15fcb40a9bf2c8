// What ECharts draws of a chart: the canvas, what is drawn again, the place of the handle, and the zoom.

import { drag, pan } from "./chart-hands.js";
import { inks, option } from "./chart-option.js";

const REPLACED = ["series", "parallelAxis", "xAxis", "yAxis"];
const ALL = { type: "dataZoom", start: 0, end: 100 };
const ZOOM_SETTLES = 250;

let library;

/** ECharts is large: it is loaded when the first chart is seen. */
export function charts() {
	library ??= import("../../webjars/echarts/dist/echarts.esm.min.js").catch((error) => {
		library = null;
		throw error;
	});
	return library;
}

export class Drawing {

	#element;
	#spec;
	#chart;
	#series;
	#look;
	#settling;
	#ends;

	/** Begins to draw in the canvas of a chart, whose newest spec a function returns. */
	static async in(element, spec) {
		const { init } = await charts();
		return new Drawing(init, element, spec);
	}

	constructor(init, element, spec) {
		const canvas = element.querySelector(".canvas");
		this.#element = element;
		this.#spec = spec;
		this.#chart = init(canvas);
		drag(canvas, this.#chart, () => spec().handle);
		this.#ends = pan(canvas, (held) => this.#boxes(!held));
		this.#chart.getZr().on("dblclick", () => this.#chart.dispatchAction(ALL));
		this.#chart.on("datazoom", () => this.#zoomed());
	}

	get drawn() {
		return this.#chart.getOption();
	}

	/** Draws if the lines or the look have changed, or anyway. */
	draw(shown, look, series, anyway) {
		if (anyway || this.#series !== series || this.#look !== look) {
			[this.#series, this.#look] = [series, look];
			this.#chart.setOption(option(shown, inks(this.#element)), { notMerge: false, replaceMerge: REPLACED });
			this.#boxes(true);
		}
		this.place(shown.handle);
	}

	/** Drawing a box with the mouse zooms; a double click shows everything again. */
	#boxes(active) {
		const { x, handle } = this.#spec();
		if (x && !handle) {
			this.#chart.dispatchAction({ type: "takeGlobalCursor", key: "dataZoomSelect", dataZoomSelectActive: active });
		}
	}

	/** Tells the page what is shown, when the zoom stands still. */
	#zoomed() {
		clearTimeout(this.#settling);
		this.#settling = setTimeout(() => {
			const [{ start, end, startValue, endValue }] = this.drawn.dataZoom;
			this.#spec().zoomed?.(...(start === 0 && end === 100 ? [] : [startValue, endValue]));
		}, ZOOM_SETTLES);
	}

	/** Puts the mark of the handle at its place. */
	place(handle) {
		const mark = this.#element.querySelector(".mark");
		mark.hidden = !handle;
		if (handle) {
			mark.style.transform = `translateX(${this.#chart.convertToPixel({ xAxisIndex: 0 }, handle.x)}px)`;
			mark.dataset.name = handle.name ?? "";
		}
	}

	/** Shows the values of a point of the first line. */
	point(at) {
		this.#chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at });
	}

	resize() {
		this.#chart.resize();
	}

	png(background) {
		return this.#chart.getDataURL({ pixelRatio: 2, backgroundColor: background });
	}

	end() {
		clearTimeout(this.#settling);
		this.#ends();
		this.#chart.dispose();
	}

}
