package io.mtdnn.browser;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.RequestOptions;
import io.mtdnn.MtDnnServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages in a real browser, against the service without a worker; what a trained model answers is laid in. */
@SpringBootTest(classes = MtDnnServer.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:pages;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
				"mtdnn.roles=api,serving", "mtdnn.data-dir=target/browser-tests/data",
				"mtdnn.cache-dir=target/browser-tests/cache", "mtdnn.runs-dir=target/browser-tests/runs",
				"mtdnn.artifacts.directory=target/browser-tests/artifacts",
				"mtdnn.encoders-dir=target/browser-tests/encoders", "mtdnn.encoder-archives=${mtdnn.test.archives}" })
class PagesTests extends BrowserTestBase {

	private static final String METRICS = """
			{"jobId": "1", "status": "SUCCEEDED",
			 "training": [{"step": 1, "epoch": 1, "task": "sample-squad", "loss": 4.1, "learningRate": 1e-5, "examplesPerSecond": 20},
			              {"step": 2, "epoch": 1, "task": "sample-cola", "loss": 0.7, "learningRate": 2e-5, "examplesPerSecond": 21},
			              {"step": 3, "epoch": 1, "task": "sample-squad", "loss": 3.2, "learningRate": 3e-5, "examplesPerSecond": 22}],
			 "tasks": [{"dataset": "sample-squad", "weight": 0.8, "draws": 2, "passes": 0.1, "meanLoss": 3.65}],
			 "evaluations": [{"epoch": 1, "dataset": "sample-squad", "metrics": {"exact": 41.5, "f1": 47.25, "total": 216}}]}""";

	private static final String METRICS_OF_FIVE_TASKS = """
			{"jobId": "1", "status": "SUCCEEDED", "tasks": [],
			 "training": [{"step": 1, "epoch": 1, "task": "mnli", "loss": 1.1}, {"step": 2, "epoch": 1, "task": "squad-v2", "loss": 4},
			              {"step": 3, "epoch": 1, "task": "cola", "loss": 0.7}, {"step": 4, "epoch": 1, "task": "swag", "loss": 1.4},
			              {"step": 5, "epoch": 1, "task": "mrpc", "loss": 0.6}],
			 "evaluations": [{"epoch": 1, "dataset": "squad-v2", "metrics": {"exact": 41.5, "f1": 47.25}},
			                 {"epoch": 1, "dataset": "swag", "metrics": {"accuracy": 0.4}},
			                 {"epoch": 1, "dataset": "cola", "metrics": {"f1": 0.5, "accuracy": 0.6, "matthews_correlation": 0.2}},
			                 {"epoch": 1, "dataset": "mrpc", "metrics": {"f1": 0.6, "accuracy": 0.7, "matthews_correlation": 0.3}},
			                 {"epoch": 1, "dataset": "mnli", "metrics": {"accuracy": 0.4}}]}""";

	private static final String JOB = """
			{"id": "1", "number": 1, "name": "<b>bold</b>", "status": "SUCCEEDED", "createdAt": "2026-01-01T00:00:00Z",
			 "plan": {"encoder": "minilm-l6-uncased", "epochs": 1},
			 "progress": {"step": 3, "totalSteps": 3, "epoch": 1, "examplesPerSecond": 22.0}}""";

	private static final String ANSWER = """
			{"answer": "Marta", "score": 0.75, "start": 2, "end": 7, "nullOdds": -3.5, "threshold": -1.0, "model": "m",
			 "candidates": [{"answer": "Marta", "score": 0.75, "start": 2, "end": 7}, {"answer": "", "score": 0.2, "start": 0, "end": 0}]}""";

	@Test
	void aJobIsSubmittedListedAndCancelled() {
		open("#/new");
		this.page.getByText("Start training").click();
		assertThat(this.page.locator("h1")).containsText("sample",
				new LocatorAssertions.ContainsTextOptions().setTimeout(120_000));
		assertThat(this.page.locator(".status.QUEUED")).isVisible();
		this.page.onDialog((dialog) -> dialog.accept());
		this.page.locator("[data-cancel]").click();
		assertThat(this.page.locator(".status.CANCELLED")).isVisible();
		open("#/jobs");
		assertThat(this.page.locator("tbody tr").first()).containsText("CANCELLED");
	}

	@Test
	void aWrongPlanIsExplainedBesideTheForm() {
		open("#/new");
		this.page.locator("#plan").fill("{\"encoder\": \"minilm-l6-uncased\", \"taks\": []}");
		this.page.getByText("Start training").click();
		assertThat(this.page.locator(".problem")).containsText("taks");
	}

	@Test
	void chartsAndScoresOfARun() {
		answerWith("**/jobs/1", JOB);
		answerWith("**/jobs/1/metrics**", METRICS);
		open("#/jobs/1");
		assertThat(this.page.locator("svg.chart").first().locator("polyline")).hasCount(2);
		assertThat(this.page.locator("table").first()).containsText("47.25");
		assertThat(this.page.locator("h1")).hasText("<b>bold</b>");
	}

	@Test
	void whatIsFoldedOutStaysSoWhileTheJobRuns() {
		answerWith("**/jobs/1", JOB.replace("SUCCEEDED", "RUNNING"));
		AtomicInteger asked = new AtomicInteger();
		this.page.route("**/jobs/1/metrics**", (route) -> {
			asked.incrementAndGet();
			route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(METRICS));
		});
		open("#/jobs/1");
		this.page.locator("#figures summary").click();
		assertThat(this.page.locator("#figures dl")).isVisible();
		int before = asked.get();
		this.page.waitForCondition(() -> asked.get() > before + 1);
		assertThat(this.page.locator("#figures dl")).isVisible();
		assertThat(this.page.locator("#figures dl")).containsText("216");
	}

	@Test
	void anAnswerIsMarkedInItsPassage() {
		answerWith("**/qa", ANSWER);
		open("#/ask");
		this.page.locator("#context").fill("\ud83d\ude00 Marta built it.");
		this.page.locator("button").first().click();
		assertThat(this.page.locator("mark")).hasText("Marta");
		assertThat(this.page.locator("[data-answer]")).containsText("-3.5");
		assertThat(this.page.locator("[data-answer] tbody tr")).hasCount(2);
	}

	@Test
	void askingWithoutAModelSaysSo() {
		open("#/ask");
		this.page.locator("button").first().click();
		assertThat(this.page.locator(".problem")).isVisible();
	}

	@Test
	void nothingScrollsSidewaysOnAPhone() {
		answerWith("**/jobs?**", "{\"items\": [" + JOB + "]}");
		answerWith("**/models?**", """
				{"items": [{"id": "1", "name": "minilm-l6-uncased on a long list of tasks", "encoder": "minilm-l6-uncased",
				 "metrics": {"sample-squad": {"exact": 66.2, "f1": 68.94}, "sample-swag": {"accuracy": 0.5}},
				 "nullThreshold": -1.25, "createdAt": "2026-01-01T00:00:00Z"}]}""");
		answerWith("**/jobs/1", JOB);
		answerWith("**/jobs/1/metrics**", METRICS);
		this.page.setViewportSize(390, 800);
		for (String hash : List.of("#/jobs", "#/models", "#/jobs/1", "#/new", "#/ask")) {
			open(hash);
			assertThat(this.page.locator("h1")).isVisible();
			assertThat(this.page.locator("main")).not().containsText("Loading");
			assertThat((List<?>) this.page.evaluate("[...document.querySelectorAll('html, .scroll:not(pre)')]"
					+ ".filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.outerHTML.slice(0, 80))"))
				.as(hash)
				.isEmpty();
		}
	}

	@Test
	void selectionAndFocusOutlastTheUpdatesOfARunningJob() {
		AtomicInteger step = runningJob();
		open("#/jobs/1");
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
		this.page.waitForCondition(() -> step.get() > before + 2);
		assertThat(this.page.locator("dl").first()).not().containsText("Step%d of".formatted(before));
		assertThat(this.page.locator("[data-cancel]")).isFocused();
		assertThat(this.page.evaluate("getSelection().toString()")).isEqualTo("<b>bold</b>");
		assertThat((List<?>) this.page.evaluate("window.spoken")).isEmpty();
		answerWith("**/jobs/1", JOB);
		assertThat(this.page.locator("#announcer")).hasText("<b>bold</b>: SUCCEEDED");
	}

	/** Each answer is one step further. */
	private AtomicInteger runningJob() {
		AtomicInteger step = new AtomicInteger();
		this.page.route("**/jobs/1", (route) -> route.fulfill(new Route.FulfillOptions().setContentType("application/json")
			.setBody(JOB.replace("SUCCEEDED", "RUNNING")
				.replace("\"step\": 3,", "\"secondsLeft\": 600, \"step\": " + step.incrementAndGet() + ",")
				.replace("\"totalSteps\": 3", "\"totalSteps\": 9999"))));
		answerWith("**/jobs/1/metrics**", METRICS);
		return step;
	}

	@Test
	void everyPageShowsALostConnectionAndRecovers() {
		answerWith("**/jobs/1", JOB);
		answerWith("**/jobs/1/metrics**", METRICS);
		for (String hash : List.of("#/jobs", "#/jobs/1", "#/new", "#/ask", "#/models", "#/key")) {
			open(hash);
			assertThat(this.page.locator("h1")).isVisible();
			assertThat(this.page.locator("#connection")).isHidden();
			this.page.context().setOffline(true);
			assertThat(this.page.locator("#connection")).containsText("No connection since");
			assertThat(this.page.locator("#announcer")).containsText("lost");
			this.page.context().setOffline(false);
			assertThat(this.page.locator("#connection")).isHidden();
			assertThat(this.page.locator("h1")).isVisible();
		}
	}

	@Test
	void whatIsLeftOfARunIsNotShownWhileNothingIsKnown() {
		AtomicInteger step = runningJob();
		open("#/jobs/1");
		assertThat(this.page.getByText("10 min 0 s left")).isVisible();
		this.page.route("**/jobs/1**", Route::abort);
		this.page.context().setOffline(true);
		assertThat(this.page.getByText("10 min 0 s left")).isHidden();
		this.page.unroute("**/jobs/1**");
		this.page.context().setOffline(false);
		assertThat(this.page.getByText("10 min 0 s left")).isVisible();
		int before = step.get();
		this.page.waitForCondition(() -> step.get() > before + 1);
	}

	@Test
	void aPageThatCouldNotLoadDoesSoWhenTheServiceIsBack() {
		open("#/jobs");
		assertThat(this.page.locator("h1")).hasText("Jobs");
		this.page.context().setOffline(true);
		this.page.getByText("Models").click();
		assertThat(this.page.locator(".problem")).containsText("cannot be reached");
		this.page.context().setOffline(false);
		assertThat(this.page.locator("h1")).hasText("Models");
	}

	@Test
	void aRunThatEvaluatesHasNoSpeed() {
		answerWith("**/jobs/1", JOB.replace("SUCCEEDED", "RUNNING").replace("\"examplesPerSecond\": 22.0", "\"secondsLeft\": 61"));
		answerWith("**/jobs/1/metrics**", METRICS);
		open("#/jobs/1");
		assertThat(this.page.getByText("evaluating epoch 1, 1 min 1 s left")).isVisible();
		assertThat(this.page.locator("main")).not().containsText("examples/s");
	}

	@Test
	void allJobsCanBeReached() {
		for (int i = 0; i <= 50; i++) {
			assertThat(this.page.request().post(address("jobs"), RequestOptions.create().setData(Map.of("name", "job " + i,
					"encoder", "minilm-l6-uncased", "tasks", List.of(Map.of("dataset", "sample-cola")), "maxSequenceLength", 64,
					"docStride", 16, "maxQuestionLength", 32))).status()).isEqualTo(202);
		}
		open("#/jobs");
		assertThat(this.page.locator("tbody tr")).hasCount(50);
		assertThat(this.page.getByText("job 0", new Page.GetByTextOptions().setExact(true))).hasCount(0);
		this.page.getByText("Older").click();
		assertThat(this.page.getByText("job 0", new Page.GetByTextOptions().setExact(true))).isVisible();
		this.page.getByText("Newest").click();
		assertThat(this.page.locator("tbody tr").first()).containsText("job 50");
	}

	@Test
	void allModelsCanBeReachedAndAsked() {
		this.page.route("**/models?**", (route) -> {
			boolean second = route.request().url().contains("cursor=a%26b");
			route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("""
					{"items": [{"id": "%1$s", "name": "model %1$s", "aliases": ["alias-%1$s"], "metrics": {}}]%2$s}"""
				.formatted(second ? "2" : "1", second ? "" : ", \"nextCursor\": \"a&b\"")));
		});
		open("#/models");
		assertThat(this.page.locator("tbody")).containsText("alias-1");
		this.page.getByText("Older").click();
		assertThat(this.page.locator("tbody")).containsText("model 2");
		open("#/ask");
		assertThat(this.page.locator("#model option")).hasCount(3);
		assertThat(this.page.locator("#model")).containsText("model 2 · alias-2");
	}

	@Test
	void aModelThatIsNoBetterThanOneThatNeverReadsIsMarked() {
		answerWith("**/models?**", """
				{"items": [{"id": "m", "name": "bad", "metrics": {"sample-squad": {"exact": 30, "f1": 31.94, "always_empty_f1": 33.33}},
				 "belowBaseline": {"sample-squad": {"metric": "f1", "score": 31.94, "baseline": 33.33},
				 "sample-cola": {"metric": "matthews_correlation", "score": -0.1, "baseline": 0}}}]}""");
		answerWith("**/qa", ANSWER);
		answerWith("**/jobs/1", JOB);
		answerWith("**/jobs/1/metrics**", METRICS.replace("\"f1\": 47.25", "\"f1\": 31.94, \"always_empty_f1\": 33.33"));
		open("#/models");
		assertThat(this.page.locator("tbody .bad").first()).containsText("F1 31.94 is no better than 33.33");
		assertThat(this.page.locator("tbody .bad").last()).containsText("Matthews -10.00 is no better than 0.00");
		open("#/ask");
		this.page.locator("button").first().click();
		assertThat(this.page.locator("[data-answer] .bad").first()).containsText("no better than 33.33");
		open("#/jobs/1");
		assertThat(this.page.locator("td .bad")).containsText("no better than always empty");
	}

	@Test
	void noTwoSeriesLookAlikeAndATaskHasOneColour() {
		answerWith("**/jobs/1", JOB);
		answerWith("**/jobs/1/metrics**", METRICS_OF_FIVE_TASKS);
		open("#/jobs/1");
		List<?> losses = looks("section:has(h2:text('Training loss'))");
		List<?> scores = looks("section:has(h2:text('Evaluation'))");
		assertThat(losses).hasSize(5).doesNotHaveDuplicates();
		assertThat(scores).hasSize(10).doesNotHaveDuplicates();
		assertThat(colours(scores)).containsExactlyInAnyOrderElementsOf(colours(losses));
		assertThat(colours(losses).get(1)).as("squad-v2, drawn second").isEqualTo(colours(scores).get(0));
	}

	private List<?> looks(String section) {
		return (List<?>) this.page.locator(section).first().locator("polyline")
			.evaluateAll("(lines) => lines.map((line) => getComputedStyle(line).stroke + ';' + line.getAttribute('stroke-dasharray'))");
	}

	private static List<String> colours(List<?> looks) {
		return looks.stream().map((look) -> look.toString().split(";")[0]).distinct().toList();
	}

	@Test
	void modelsWithoutAModel() {
		open("#/models");
		assertThat(this.page.locator("h1")).hasText("Models");
		assertThat(this.page).hasTitle("Models · MT-DNN Server");
	}

	@Test
	void anUnknownJobLeadsBackToTheJobs() {
		open("#/jobs/none");
		assertThat(this.page.locator(".problem")).isVisible();
		this.page.getByText("Go to the jobs").click();
		assertThat(this.page.locator("h1")).hasText("Jobs");
	}

	@Test
	void swaggerUiShowsTheApi() {
		this.page.navigate(address("swagger-ui.html"));
		assertThat(this.page.getByText("Submit a training job")).isVisible();
	}

}
