package io.mtdnn.browser;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** One run: its curves, its scores, and the state that survives its updates. */
@PagesSettings
class RunPageTests extends BrowserTestBase {

	private static final String ZOOM = "[chart.drawn.dataZoom[0].startValue, chart.drawn.dataZoom[0].endValue].map(Math.round)";

	private static final String STEPS = "chart.drawn.series[0].data.length";

	private static final String RUNNING = LaidIn.JOB.replace("SUCCEEDED", "RUNNING").replace("\"finishedAt\": \"2026-01-01T00:01:10Z\", ", "");

	@Test
	void chartsAndScoresOfARunAreShown() {
		lay(LaidIn.JOB, LaidIn.METRICS);
		open("#/runs/1");
		assertThat(lines("Training loss")).isEqualTo(List.of("sample-squad", "sample-cola"));
		assertThat(lines("Scores by epoch")).isEqualTo(List.of("sample-squad F1", "sample-squad EM"));
		assertThat(this.page.locator("table").first()).containsText("47.25");
		assertThat(this.page.locator("h1")).hasText("<b>bold</b>");
		assertThat(this.page).hasTitle("<b>bold</b> · MT-DNN Server");
	}

	@Test
	void aSeedIsShownWithAllItsDigits() {
		lay(LaidIn.JOB.replace("\"epochs\": 1,", "\"epochs\": 1, \"seed\": 20261128,"), LaidIn.METRICS);
		open("#/runs/1");
		assertThat(this.page.locator("dd:text-is('20261128')")).isVisible();
		lay(LaidIn.JOB.replace("\"epochs\": 1,", "\"epochs\": 1, \"seed\": 9007199254740993,"), LaidIn.METRICS);
		this.page.reload();
		assertThat(this.page.locator("dd:text-is('9007199254740993')")).isVisible();
	}

	@Test
	void theValuesOfAChartCanBeReadAsATable() {
		lay(LaidIn.JOB, LaidIn.METRICS);
		open("#/runs/1");
		this.page.getByText("Table").first().click();
		assertThat(this.page.locator(".chart-table tbody tr")).hasCount(3);
		assertThat(this.page.locator(".chart-table tbody tr").first()).containsText("4.1");
	}

	@Test
	void noTwoSeriesLookAlikeAndATaskHasOneColour() {
		lay(LaidIn.JOB, LaidIn.METRICS_OF_FIVE_TASKS);
		open("#/runs/1");
		String look = "chart.drawn.series.filter((one) => one.name.trim() && !one.silent).map((one) => one.color + ';' + one.lineStyle.type)";
		List<?> losses = (List<?>) chart("Training loss", look);
		List<?> scores = (List<?>) chart("Scores by epoch", look);
		assertThat(losses).hasSize(5).doesNotHaveDuplicates();
		assertThat(scores).hasSize(6).doesNotHaveDuplicates();
		assertThat(colours(scores)).containsExactlyInAnyOrderElementsOf(colours(losses));
		assertThat(colours(losses).get(1)).as("squad-v2, drawn second").isEqualTo(colours(scores).get(0));
	}

	@Test
	void affinityIsShownAsAMatrixAndATable() {
		this.page.setViewportSize(390, 800);
		lay(LaidIn.JOB, LaidIn.METRICS_WITH_AFFINITY);
		open("#/runs/1");
		this.page.locator("#affinity").scrollIntoViewIfNeeded();
		String cells = "chart.drawn.series[0].data.map((one) => one.value)";
		assertThat(chart("Affinity", cells)).hasToString("[[0, 0, 0.25], [1, 0, -0.125], [0, 1, 0.01], [1, 1, 0.5]]");
		assertThat(chart("Cosine", cells)).hasToString("[[0, 0, 1], [1, 0, -0.3], [0, 1, -0.3], [1, 1, 1]]");
		assertThat(chart("Affinity", "chart.drawn.xAxis[0].data")).isEqualTo(List.of("sample-squad", "sample-cola"));
		assertThat(this.page.locator("#affinity")).containsText("1 step of sample-cola, 7 steps of sample-squad");
		this.page.locator("#affinity").getByText("Table").first().click();
		assertThat(this.page.locator("#affinity thead")).containsText("task of the step");
		assertThat(this.page.locator("#affinity tbody tr").nth(1)).hasText("sample-squadsample-cola-0.125");
		assertThat(this.page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		this.page.locator("#affinity .canvas").first().press("ArrowRight");
		assertThat(this.page.locator("#announcer"))
			.hasText("task of the step sample-squad, task measured sample-squad: affinity 0.25");
	}

	@Test
	void theFirstMeasurementOfAffinityIsAnnouncedByItsStep() {
		lay(LaidIn.JOB.replace("\"epochs\": 1", "\"epochs\": 1, \"affinity\": {\"everySteps\": 134, \"examples\": 8}"), LaidIn.METRICS);
		open("#/runs/1");
		assertThat(this.page.locator("#affinity")).containsText("The first measurement comes at step 134.");
	}

	@Test
	void aZoomReadsThePointsOfThePartThatIsShown() {
		lay(LaidIn.JOB, steps(1, 1000, 10));
		answerWith("**/jobs/1/metrics?*fromStep=*", steps(401, 599, 1));
		open("#/runs/1");
		assertThat(number(chart("Training loss", STEPS))).isEqualTo(100);
		List<String> asked = new CopyOnWriteArrayList<>();
		this.page.onRequest((request) -> asked.add(request.url()));
		BoundingBox box = this.page.locator("mt-chart .canvas").first().boundingBox();
		drag(box, 0.45, 0.6);
		this.page.waitForCondition(() -> asked.stream().anyMatch((url) -> url.matches(".*points=1500&fromStep=[34]\\d\\d&toStep=[56]\\d\\d")));
		this.page.waitForFunction("() => document.querySelector('mt-chart').drawn.series[0].data.length === 279");
		this.page.locator("mt-chart .canvas").first().dblclick();
		this.page.waitForFunction("() => document.querySelector('mt-chart').drawn.series[0].data.length === 100");
	}

	@Test
	void aDragWithShiftMovesWhatIsZoomed() {
		lay(LaidIn.JOB, steps(1, 1001, 1));
		open("#/runs/1");
		chart("Training loss", "1");
		BoundingBox box = this.page.locator("mt-chart .canvas").first().boundingBox();
		drag(box, 0.5, 0.7);
		this.page.waitForFunction("() => document.querySelector('mt-chart').drawn.dataZoom[0].start > 0");
		List<?> before = (List<?>) chart("Training loss", ZOOM);
		this.page.keyboard().down("Shift");
		drag(box, 0.4, 0.6);
		this.page.keyboard().up("Shift");
		this.page.waitForFunction("before => Math.round(document.querySelector('mt-chart').drawn.dataZoom[0].startValue) < before - 20", before.get(0));
		List<?> after = (List<?>) chart("Training loss", ZOOM);
		assertThat(number(after.get(1)) - number(after.get(0))).isCloseTo(number(before.get(1)) - number(before.get(0)), within(2));
		drag(box, 0.3, 0.6);
		this.page.waitForFunction("before => Math.round(document.querySelector('mt-chart').drawn.dataZoom[0].startValue) > before", after.get(0));
	}

	private void drag(BoundingBox box, double from, double to) {
		this.page.mouse().move(box.x + from * box.width, box.y + 60);
		this.page.mouse().down();
		this.page.mouse().move(box.x + to * box.width, box.y + 160, new Mouse.MoveOptions().setSteps(8));
		this.page.mouse().up();
	}

	/** Training points of some steps of a task. */
	private static String steps(int from, int to, int by) {
		return LaidIn.METRICS.replaceFirst("(?s)\"training\": \\[.*?\\],", IntStream.iterate(from, (step) -> step <= to, (step) -> step + by)
			.mapToObj("{\"step\": %1$d, \"epoch\": 1, \"task\": \"sample-squad\", \"loss\": 1.5}"::formatted)
			.collect(Collectors.joining(",", "\"training\": [", "],")));
	}

	private static int number(Object found) {
		return ((Number) found).intValue();
	}

	@Test
	void aTaskIsToldOnceBesideThePointer() {
		lay(LaidIn.JOB, steps(1, 100, 1));
		open("#/runs/1?smooth=0.5");
		chart("Training loss", "1");
		this.page.locator("mt-chart .canvas").first().hover();
		assertThat(this.page.locator(".tip").first()).containsText("sample-squad 1.5");
		assertThat(this.page.locator(".tip div")).hasCount(1);
	}

	private static List<String> colours(List<?> looks) {
		return looks.stream().map((look) -> look.toString().split(";")[0]).distinct().toList();
	}

	@Test
	void theAddressContainsTheDisplayOfCurves() {
		lay(LaidIn.JOB, LaidIn.METRICS);
		open("#/runs/1?log=1&smooth=0");
		assertThat(chart("Training loss", "chart.drawn.yAxis[0].type")).isEqualTo("log");
		this.page.getByLabel("log scale").uncheck();
		this.page.waitForURL("**/#/runs/1?smooth=0");
		assertThat(chart("Training loss", "chart.drawn.yAxis[0].type")).isEqualTo("value");
	}

	@Test
	void selectionFocusAndOpenSectionsSurviveUpdatesOfARunningJob() {
		AtomicInteger step = runningJob();
		open("#/runs/1");
		this.page.locator("#figures summary").click();
		this.page.locator("[data-cancel]").focus();
		this.page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))");
		this.page.evaluate("""
				window.spoken = [];
				new MutationObserver((changes) => changes.forEach((one) => {
					const live = (one.target.parentElement ?? one.target).closest("[aria-live], [role=status], [role=alert], [role=log]");
					if (live) {
						window.spoken.push(live.textContent);
					}
				})).observe(document.body, { subtree: true, childList: true, characterData: true });""");
		int before = step.get();
		this.page.waitForCondition(() -> step.get() > before + 1);
		assertThat(this.page.locator(".tile", this.tile("Step"))).not().containsText("Step%d".formatted(before));
		assertThat(this.page.locator("[data-cancel]")).isFocused();
		assertThat(this.page.evaluate("getSelection().toString()")).isEqualTo("<b>bold</b>");
		assertThat(this.page.locator("#figures dl")).isVisible();
		assertThat((List<?>) this.page.evaluate("window.spoken")).isEmpty();
		lay(LaidIn.JOB, LaidIn.METRICS);
		events("end", "{\"status\": \"SUCCEEDED\"}");
		assertThat(this.page.locator("#announcer")).hasText("<b>bold</b>: succeeded");
	}

	private com.microsoft.playwright.Page.LocatorOptions tile(String name) {
		return new com.microsoft.playwright.Page.LocatorOptions().setHasText(name);
	}

	/** Each time the stream is opened the run is one step further. */
	private AtomicInteger runningJob() {
		AtomicInteger step = new AtomicInteger(100);
		lay(RUNNING, LaidIn.METRICS);
		this.page.route("**/jobs/1/events**", (route) -> fulfill(route, "progress",
				"{\"status\": \"RUNNING\", \"progress\": {\"step\": %d, \"totalSteps\": 9999, \"epoch\": 1, \"examplesPerSecond\": 22.0, \"secondsLeft\": 600}}"
					.formatted(step.incrementAndGet())));
		return step;
	}

	@Test
	void aPausedRunIsFollowedAgainWhenItContinues() {
		lay(LaidIn.JOB.replace("SUCCEEDED", "PAUSED"), LaidIn.METRICS);
		events("end", "{\"status\": \"PAUSED\"}");
		this.page.waitForResponse((response) -> response.url().endsWith("/jobs/1/events"), () -> open("#/runs/1"));
		assertThat(this.page.locator(".status").first()).hasText("paused");
		List<String> asked = new CopyOnWriteArrayList<>();
		this.page.onRequest((request) -> asked.add(request.url()));
		lay(RUNNING, LaidIn.METRICS);
		this.page.route("**/jobs/1/events**", (route) -> fulfill(route, "progress",
				"{\"status\": \"RUNNING\", \"progress\": {\"step\": 7, \"totalSteps\": 9999, \"epoch\": 1}}"));
		assertThat(this.page.locator(".status").first()).hasText("running");
		assertThat(this.page.locator(".tile", tile("Step"))).containsText("Step7");
		assertThat(asked).anyMatch((url) -> url.endsWith("/jobs/1/events?after=5"));
	}

	@Test
	void theRemainingTimeIsHiddenWhileItIsUnknown() {
		AtomicInteger step = runningJob();
		open("#/runs/1");
		assertThat(this.page.getByText("10 min 0 s left")).isVisible();
		this.page.context().setOffline(true);
		this.page.route("**/jobs/1**", Route::abort);
		assertThat(this.page.locator("#connection")).containsText("No connection since");
		assertThat(this.page.getByText("10 min 0 s left")).isHidden();
		this.page.unroute("**/jobs/1**");
		this.page.context().setOffline(false);
		assertThat(this.page.getByText("10 min 0 s left")).isVisible();
		int before = step.get();
		this.page.waitForCondition(() -> step.get() > before);
	}

	@Test
	void aRunShowsNoSpeedDuringAnEvaluation() {
		lay(RUNNING.replace("\"examplesPerSecond\": 22.0", "\"secondsLeft\": 61"), LaidIn.METRICS);
		open("#/runs/1");
		assertThat(this.page.getByText("evaluating epoch 1")).isVisible();
		assertThat(this.page.getByText("1 min 1 s left")).isVisible();
		assertThat(this.page.locator("main")).not().containsText("examples a second");
	}

	@Test
	void aRunAtOrBelowTheBaselineIsMarked() {
		lay(LaidIn.JOB, LaidIn.METRICS.replace("\"f1\": 47.25", "\"f1\": 31.94, \"always_empty_f1\": 33.33"));
		open("#/runs/1");
		assertThat(this.page.locator("td .bad")).hasText("−1.4");
		assertThat(lines("Scores by epoch")).hasSize(2);
		assertThat(chart("Scores by epoch", "chart.drawn.series.at(-1).markLine.data.map((one) => one.yAxis)")).isEqualTo(List.of(33.33));
	}

	@Test
	void anUnknownRunOffersALinkToTheOverview() {
		open("#/runs/none");
		assertThat(this.page.locator(".problem")).isVisible();
		this.page.getByText("Go to the overview").click();
		assertThat(this.page.locator("h1")).hasText("Overview");
	}

	private void lay(String job, String metrics) {
		answerWith("**/jobs/1", job);
		answerWith("**/jobs/1/metrics**", metrics);
		answerWith("**/jobs/1/environment", "{\"node\": \"here\", \"seed\": 42}");
		this.page.route("**/jobs/1/logs**", (route) -> route.fulfill(new Route.FulfillOptions().setContentType("text/plain").setBody("a line of the log")));
		if (job.contains("SUCCEEDED")) {
			this.page.route("**/jobs/1/events**", (route) -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
		}
		else {
			events("progress", "{\"status\": \"RUNNING\"}");
		}
	}

	private void events(String name, String data) {
		this.page.route("**/jobs/1/events**", (route) -> fulfill(route, name, data));
	}

	private static void fulfill(Route route, String name, String data) {
		route.fulfill(new Route.FulfillOptions().setContentType("text/event-stream").setBody("id:5\nevent:%s\ndata:%s\n\n".formatted(name, data)));
	}

}
