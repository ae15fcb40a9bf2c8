package io.mtdnn.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Measures the pages: first paint and layout shifts of each, clicks in the table of 5,000
 * runs, and frames while charts of 100,000 points are moved. {@code bench/pages.sh} runs it.
 */
@EnabledIfSystemProperty(named = "mtdnn.pages.report", matches = ".+")
@ManyRunsSettings
class PageSpeed extends BrowserTestBase {

	private static final int POINTS = 100_000;

	private static final int CLICKS = 10;

	private static final List<String> PAGES = List.of("#/", "#/runs", "#/runs/1", "#/compare?runs=1,2", "#/new", "#/studies", "#/studies/new", "#/models", "#/ask", "#/datasets",
			"#/datasets/sample-squad", "#/encoders", "#/access");

	private final List<String> report = new ArrayList<>();

	@Autowired
	private JdbcTemplate jdbc;

	@BeforeEach
	void store() {
		ManyRuns.store(this.jdbc);
		layLongRuns();
	}

	@AfterEach
	void write() throws IOException {
		Files.write(Path.of(System.getProperty("mtdnn.pages.report")), this.report, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	/** Two runs of five tasks with 100,000 steps. */
	private void layLongRuns() {
		String[] tasks = { "squad-v2", "swag", "cola", "mrpc", "mnli" };
		String training = IntStream.rangeClosed(1, POINTS)
			.mapToObj((step) -> String.format(Locale.ROOT, "{\"step\":%d,\"epoch\":1,\"task\":\"%s\",\"loss\":%.4f,\"learningRate\":1e-5,\"examplesPerSecond\":20}", step,
					tasks[step * 7 % 5], 1 + 3 * Math.exp(-step / 20_000.0) + (step * 7919L % 1000) / 1000.0))
			.collect(Collectors.joining(",", "\"training\": [", "],"));
		String metrics = LaidIn.METRICS_OF_FIVE_TASKS.replaceFirst("(?s)\"training\": \\[.*?\\],", training);
		for (String id : List.of("1", "2")) {
			answerWith("**/jobs/" + id, LaidIn.JOB.replace("\"id\": \"1\"", "\"id\": \"" + id + "\"").replace("<b>bold</b>", "long run " + id));
			answerWith("**/jobs/" + id + "/metrics**", metrics);
			answerWith("**/jobs/" + id + "/environment", "{}");
			answerWith("**/jobs/" + id + "/logs**", "a line");
			this.page.route("**/jobs/" + id + "/events**", (route) -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions().setStatus(204)));
		}
	}

	@Test
	void paints() {
		table("page", "first paint, ms", "largest paint, ms", "layout shift");
		for (String hash : PAGES) {
			open(hash);
			assertThat(this.page.locator("h1")).isVisible();
			this.page.waitForTimeout(1000);
			row(hash, paint("first-contentful-paint", "paint"), paint(null, "largest-contentful-paint"), String.format(Locale.ROOT, "%.3f", jumps()));
		}
	}

	private Object paint(String name, String type) {
		return this.page.evaluate("""
				([name, type]) => new Promise((done) => {
					new PerformanceObserver((list) => done(Math.round(list.getEntries().filter((one) => !name || one.name === name).at(-1).startTime))).observe({ type, buffered: true });
					setTimeout(() => done("-"), 1000);
				})""", new String[] { name, type });
	}

	/** From the click until the other rows are painted. */
	@Test
	void clicks() {
		table("in the table of 5,000 runs", "first, ms", "median, ms", "slowest, ms");
		open("#/runs");
		assertThat(this.page.locator("tbody tr")).hasCount(50);
		served("sort=-score");
		served("sort=-duration");
		served("status=FAILED");
		served("text=run+11");
		pressed("sort by score", () -> button("Scores, %"));
		pressed("sort by duration", () -> button("Duration"));
		pressed("next page", () -> button("Next"));
		open("#/runs");
		assertThat(this.page.locator("tbody tr")).hasCount(50);
		List<Double> taken = new ArrayList<>();
		for (int i = 0; i < CLICKS; i++) {
			taken.add(changed("document.querySelector('#status')", "one.value = '%s'; one.dispatchEvent(new Event('change'))".formatted((i % 2 == 0) ? "FAILED" : "SUCCEEDED")));
		}
		clicked("filter by status", taken);
		taken.clear();
		this.page.locator("#status").selectOption("");
		this.page.waitForTimeout(500);
		for (int i = 0; i < CLICKS; i++) {
			taken.add(changed("document.querySelector('#text')", "one.value = 'run %d'; one.dispatchEvent(new Event('change'))".formatted(11 + i)));
		}
		clicked("filter by text", taken);
	}

	/** What the service alone takes for a list. */
	private void served(String query) {
		List<Double> taken = new ArrayList<>();
		for (int i = 0; i < CLICKS; i++) {
			long begin = System.nanoTime();
			get("jobs?limit=50&" + query);
			taken.add((System.nanoTime() - begin) / 1e6);
		}
		clicked("GET /jobs?" + query, taken);
	}

	private void pressed(String name, java.util.function.Supplier<Locator> target) {
		List<Double> taken = new ArrayList<>();
		for (int i = 0; i < CLICKS; i++) {
			target.get().evaluate("(one) => window.target = one");
			taken.add(changed("window.target", "one.click()"));
		}
		clicked(name, taken);
	}

	private void clicked(String name, List<Double> taken) {
		List<Double> sorted = taken.stream().sorted().toList();
		row(name, Math.round(taken.get(0)), Math.round(sorted.get(sorted.size() / 2)), Math.round(sorted.get(sorted.size() - 1)));
	}

	private double changed(String target, String act) {
		return ((Number) this.page.evaluate("""
				async () => {
					const names = () => [...document.querySelectorAll("tbody .name")].map((one) => one.innerText).join();
					const before = names();
					const one = %s;
					const begin = performance.now();
					%s;
					while (names() === before && performance.now() - begin < 10000) {
						await new Promise((done) => requestAnimationFrame(done));
					}
					return performance.now() - begin;
				}""".formatted(target, act))).doubleValue();
	}

	private Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
	}

	@Test
	void frames() {
		table("charts of 100,000 points", "frames/s", "slowest frame, ms", "script per frame, ms", "all work per frame, ms");
		Motion motion = new Motion(this.page);
		for (String hash : List.of("#/runs/1", "#/compare?runs=1,2")) {
			open(hash);
			chart("Training loss", "1");
			this.page.waitForTimeout(1000);
			row(hash + ": pointer moves over the chart", motion.of(motion::sweep));
			row(hash + ": box is drawn", motion.of(() -> {
				this.page.mouse().down();
				motion.sweep();
				this.page.mouse().up();
			}));
			this.page.locator("mt-chart .canvas").first().dblclick();
			row(hash + ": zoom with the wheel", motion.of(motion::wheel));
			this.page.locator("mt-chart .canvas").first().dblclick();
			motion.zoom(20);
			row(hash + ": zoomed chart is dragged", motion.of(() -> {
				this.page.keyboard().down("Shift");
				this.page.mouse().down();
				motion.sweep();
				this.page.mouse().up();
				this.page.keyboard().up("Shift");
			}));
		}
		open("#/runs/1");
		chart("Training loss", "1");
		this.page.locator("#smoothing").scrollIntoViewIfNeeded();
		row("#/runs/1: smoothing is dragged", motion.of(() -> motion.slide(this.page.locator("#smoothing"))));
		open("#/access");
		assertThat(this.page.locator("h1")).isVisible();
		this.page.evaluate("""
				async (points) => {
					await import("/ui/parts/chart.js");
					const chart = document.createElement("mt-chart");
					const series = [{ name: "f1", colour: "#0072b2", dots: false, points: Array.from({ length: points }, (none, at) => [at, Math.sin(at / 900) + at % 7]) }];
					const show = (x) => chart.spec = { label: "big", x: { name: "threshold", max: "dataMax" }, y: {}, series, handle: { x, name: "", move: show } };
					show(points / 2);
					document.querySelector("main").prepend(chart);
				}""", POINTS);
		chart("big", "1");
		this.page.waitForTimeout(1000);
		row("handle of the threshold is dragged", motion.of(() -> {
			this.page.mouse().down();
			motion.sweep();
			this.page.mouse().up();
		}));
	}

	private void table(String... heads) {
		this.report.add("");
		row((Object[]) heads);
		this.report.add("|---".repeat(heads.length) + "|");
	}

	private void row(Object... cells) {
		this.report.add(java.util.Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |")));
	}

	private void row(String name, Object[] cells) {
		row(java.util.stream.Stream.concat(java.util.stream.Stream.of(name), java.util.Arrays.stream(cells)).toArray());
	}

}
