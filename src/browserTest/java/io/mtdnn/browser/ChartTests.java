package io.mtdnn.browser;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The chart of all pages with many points. */
@PagesSettings
class ChartTests extends BrowserTestBase {

	/** Milliseconds of a frame at 60 frames a second. */
	private static final double FRAME = 1000.0 / 60;

	/**
	 * Drags the handle and then zooms, a step each frame, and measures the work between
	 * the event and the end of its handlers, in which the chart is drawn.
	 */
	private static final String DRAG = """
			async () => {
				await import("/ui/parts/chart.js");
				const chart = document.createElement("mt-chart");
				const series = [{ name: "loss", colour: "#0072b2", dots: false, points: Array.from({ length: 100000 }, (none, at) => [at, Math.sin(at / 900) + at % 7]) }];
				const show = (x) => chart.spec = { label: "big", x: { name: "step", max: "dataMax" }, y: {}, series, handle: { x, name: "", move: show } };
				show(50000);
				document.querySelector("main").prepend(chart);
				while (!chart.querySelector("canvas")) {
					await new Promise((done) => setTimeout(done, 50));
				}
				const canvas = chart.querySelector("canvas");
				const box = canvas.getBoundingClientRect();
				const frame = () => new Promise((done) => requestAnimationFrame(done));
				const measure = async (steps, act) => {
					const work = [];
					for (let at = 0; at < steps; at++) {
						const before = performance.now();
						act(at);
						work.push(performance.now() - before);
						await frame();
					}
					return work.sort((a, b) => a - b)[steps / 2];
				};
				const fire = (type, x) => canvas.dispatchEvent(new MouseEvent(type, { clientX: box.left + x, clientY: box.top + 100, bubbles: true }));
				fire("mousedown", 100);
				const drag = await measure(100, (at) => fire("mousemove", 100 + at * (box.width - 200) / 100));
				fire("mouseup", 300);
				const zoom = await measure(40, (at) => canvas.dispatchEvent(new WheelEvent("wheel", { clientX: box.left + 300, clientY: box.top + 100, deltaY: at % 2 ? 100 : -100,
					ctrlKey: true, bubbles: true, cancelable: true })));
				return { x: chart.spec.handle.x, drag, zoom };
			}""";

	@Test
	void aHandleOver100000PointsFollowsWithinAFrame() {
		open("#/access");
		assertThat(this.page.locator("h1")).isVisible();
		Map<?, ?> measured = (Map<?, ?>) this.page.evaluate(DRAG);
		assertThat(number(measured, "x")).isGreaterThan(80_000);
		assertThat(number(measured, "drag")).isLessThan(FRAME);
		assertThat(number(measured, "zoom")).isLessThan(2 * FRAME);
	}

	private static double number(Map<?, ?> measured, String name) {
		return ((Number) measured.get(name)).doubleValue();
	}

}
