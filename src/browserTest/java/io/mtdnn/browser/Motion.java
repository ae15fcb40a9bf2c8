package io.mtdnn.browser;

import java.util.Locale;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;

/** Moves the mouse over the first chart of a page for some seconds, and measures the frames meanwhile. */
final class Motion {

	private static final double SECONDS = 5;

	private static final int EVERY_MS = 8;

	private final Page page;

	private final CDPSession devtools;

	Motion(Page page) {
		this.page = page;
		this.devtools = page.context().newCDPSession(page);
		this.devtools.send("Performance.enable");
	}

	/** Frames per second, the slowest frame, and milliseconds of script and of all work per frame. */
	Object[] of(Runnable movement) {
		BoundingBox box = box();
		this.page.mouse().move(box.x + 80, box.y + 100);
		this.page.waitForTimeout(300);
		this.page.evaluate("""
				() => {
					const frames = window.frames_ = [];
					const frame = (time) => {
						frames.push(time);
						window.frames_ === frames && requestAnimationFrame(frame);
					};
					requestAnimationFrame(frame);
				}""");
		double script = metric("ScriptDuration");
		double task = metric("TaskDuration");
		movement.run();
		script = metric("ScriptDuration") - script;
		task = metric("TaskDuration") - task;
		java.util.List<?> found = (java.util.List<?>) this.page.evaluate("""
				() => {
					const frames = window.frames_;
					window.frames_ = null;
					const gaps = frames.slice(1).map((time, at) => time - frames[at]);
					return [1000 * gaps.length / (frames.at(-1) - frames[0]), Math.max(...gaps), frames.length];
				}""");
		double frames = ((Number) found.get(2)).doubleValue();
		return new Object[] { format(found.get(0), "%.1f"), format(found.get(1), "%.0f"), format(1000 * script / frames, "%.1f"), format(1000 * task / frames, "%.1f") };
	}

	private static String format(Object number, String pattern) {
		return String.format(Locale.ROOT, pattern, ((Number) number).doubleValue());
	}

	/** To and fro over the middle of the chart. */
	void sweep() {
		BoundingBox box = box();
		forSeconds((share) -> this.page.mouse().move(box.x + 80 + (box.width - 140) * wave(share), box.y + 100 + 60 * share));
	}

	void wheel() {
		this.page.keyboard().down("Control");
		forSeconds((share) -> this.page.mouse().wheel(0, (share < 0.5) ? -4 : (share < 0.75) ? 4 : -4));
		this.page.keyboard().up("Control");
	}

	/** Some steps of the wheel at once. */
	void zoom(int steps) {
		BoundingBox box = box();
		this.page.mouse().move(box.x + box.width / 2, box.y + 100);
		this.page.keyboard().down("Control");
		for (int step = 0; step < steps; step++) {
			this.page.mouse().wheel(0, -100);
			this.page.waitForTimeout(50);
		}
		this.page.keyboard().up("Control");
	}

	void slide(Locator slider) {
		BoundingBox box = slider.boundingBox();
		this.page.mouse().move(box.x + 2, box.y + box.height / 2);
		this.page.mouse().down();
		forSeconds((share) -> this.page.mouse().move(box.x + 2 + (box.width - 4) * wave(share), box.y + box.height / 2));
		this.page.mouse().up();
	}

	private void forSeconds(java.util.function.DoubleConsumer act) {
		long begin = System.nanoTime();
		double share = 0;
		for (long turn = 1; share < 1; turn++) {
			act.accept(share);
			long wait = EVERY_MS * turn - (System.nanoTime() - begin) / 1_000_000;
			if (wait > 0) {
				java.util.concurrent.locks.LockSupport.parkNanos(1_000_000 * wait);
			}
			share = (System.nanoTime() - begin) / (SECONDS * 1e9);
		}
	}

	private static double wave(double share) {
		return 0.5 - 0.5 * Math.cos(4 * Math.PI * share);
	}

	private BoundingBox box() {
		return this.page.locator("mt-chart .canvas").first().boundingBox();
	}

	private double metric(String name) {
		for (JsonElement one : this.devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
			JsonObject metric = one.getAsJsonObject();
			if (metric.get("name").getAsString().equals(name)) {
				return metric.get("value").getAsDouble();
			}
		}
		throw new IllegalStateException(name);
	}

}
