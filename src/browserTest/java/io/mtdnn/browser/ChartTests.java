package io.mtdnn.browser;

import java.util.Map;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The chart with many points. The cost of a frame is counted instead of timed: how often the page is notified, measured and drawn, and with how many points.
 */
@PagesSettings
class ChartTests extends BrowserTestBase {

	private static final int POINTS = 100_000;

	/** A chart over all points, and counters of the work that is done for it. */
	private static final String SHOW = """
			async (points) => {
				await import("/ui/parts/chart.js");
				const work = window.work = { frames: 0, moves: 0, measured: 0, drawn: 0 };
				const count = (owner, method, name) => {
					const own = owner[method];
					owner[method] = function (...values) {
						work[name]++;
						return own.apply(this, values);
					};
				};
				count(Element.prototype, "getBoundingClientRect", "measured");
				count(CanvasRenderingContext2D.prototype, "lineTo", "drawn");
				const frame = () => {
					work.frames++;
					requestAnimationFrame(frame);
				};
				frame();
				const chart = window.chart = document.createElement("mt-chart");
				const series = [{ name: "loss", colour: "#0072b2", dots: false, points: Array.from({ length: points }, (none, at) => [at, Math.sin(at / 900) + at % 7]) }];
				const move = (x) => {
					work.moves++;
					show(x);
				};
				const show = (x) => chart.spec = { label: "big", x: { name: "step", max: "dataMax" }, y: {}, series, handle: { x, name: "", move } };
				show(points / 2);
				document.querySelector("main").prepend(chart);
			}""";

	@BeforeEach
	void showAChart() {
		open("#/access");
		assertThat(this.page.locator("h1")).isVisible();
		this.page.evaluate(SHOW, POINTS);
		assertThat(this.page.locator("mt-chart canvas").first()).isVisible();
		this.page.waitForFunction("work.drawn > 0");
	}

	@Test
	void draggingMovesTheHandleOncePerFrameWithoutDrawing() {
		BoundingBox box = this.page.locator("mt-chart .canvas").boundingBox();
		this.page.mouse().move(box.x + 100, box.y + 100);
		this.page.mouse().down();
		this.page.mouse().move(box.x + 101, box.y + 100);
		untilNothingIsDrawn();
		this.page.evaluate("Object.assign(work, { frames: 0, moves: 0, measured: 0, drawn: 0 })");
		this.page.mouse().move(box.x + box.width - 60, box.y + 100, new Mouse.MoveOptions().setSteps(400));
		this.page.waitForFunction("chart.spec.handle.x > " + 0.9 * POINTS);
		Map<?, ?> work = (Map<?, ?>) this.page.evaluate("work");
		this.page.mouse().up();
		assertThat(number(work, "moves")).isPositive().isLessThanOrEqualTo(number(work, "frames") + 1);
		assertThat(number(work, "drawn")).isZero();
		assertThat(number(work, "measured")).isZero();
	}

	@Test
	void severalEventsInOneFrameMoveTheHandleOnce() {
		int moves = number((Map<?, ?>) this.page.evaluate("""
				async () => {
					const canvas = document.querySelector("mt-chart .canvas");
					canvas.setPointerCapture = () => {};
					const left = canvas.getBoundingClientRect().left;
					const fire = (type, x) => canvas.dispatchEvent(new PointerEvent(type, { clientX: left + x, clientY: 100, bubbles: true }));
					const frame = () => new Promise((done) => requestAnimationFrame(done));
					await frame();
					work.moves = 0;
					fire("pointerdown", 100);
					for (let at = 0; at < 50; at++) {
						fire("pointermove", 100 + at);
					}
					await frame();
					fire("pointerup", 150);
					await frame();
					return work;
				}"""), "moves");
		assertThat(moves).isOne();
	}

	@Test
	void aZoomDrawsOnePointPerPixelAndEveryPointWhenItIsDeep() {
		Map<?, ?> first = zoom(1);
		int width = number(first, "width");
		assertThat(number(first, "shown")).isGreaterThan(POINTS / 2);
		assertThat(number(first, "drawn")).isBetween(width / 2, 3 * width);
		Map<?, ?> deep = zoom(60);
		assertThat(number(deep, "shown")).isBetween(5, width / 2);
		assertThat(number(deep, "drawn")).isGreaterThanOrEqualTo(number(deep, "shown") - 1);
	}

	/** Waits for what the pointer began before it was pressed. */
	private void untilNothingIsDrawn() {
		this.page.evaluate("""
				async () => {
					let before;
					do {
						before = work.drawn;
						for (let at = 0; at < 20; at++) {
							await new Promise((done) => requestAnimationFrame(done));
						}
					} while (work.drawn > before);
				}""");
	}

	/** Zooms in with the wheel and counts what the last step shows and draws. */
	private Map<?, ?> zoom(int steps) {
		BoundingBox box = this.page.locator("mt-chart .canvas").boundingBox();
		this.page.mouse().move(box.x + box.width / 2, box.y + 100);
		this.page.keyboard().down("Control");
		for (int step = 0; step < steps; step++) {
			untilNothingIsDrawn();
			this.page.evaluate("work.drawn = 0");
			this.page.mouse().wheel(0, -100);
			this.page.waitForFunction("work.drawn > 0");
		}
		this.page.keyboard().up("Control");
		return (Map<?, ?>) this.page.evaluate("""
				() => {
					const { startValue, endValue } = chart.drawn.dataZoom[0];
					return { drawn: work.drawn, width: chart.clientWidth, shown: endValue - startValue };
				}""");
	}

	private static int number(Map<?, ?> measured, String name) {
		return ((Number) measured.get(name)).intValue();
	}

}
