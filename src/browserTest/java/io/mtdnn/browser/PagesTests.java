package io.mtdnn.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.mtdnn.MtDnnServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages in a real browser, against the service without a worker; what a trained model answers is laid in. */
@SpringBootTest(classes = MtDnnServer.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:pages;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
				"mtdnn.roles=api,serving", "mtdnn.data-dir=target/browser-tests/data",
				"mtdnn.cache-dir=target/browser-tests/cache", "mtdnn.runs-dir=target/browser-tests/runs",
				"mtdnn.artifacts.directory=target/browser-tests/artifacts",
				"mtdnn.encoders-dir=target/browser-tests/encoders", "mtdnn.encoder-archives=${mtdnn.test.archives}" })
class PagesTests {

	private static final String METRICS = """
			{"jobId": "1", "status": "SUCCEEDED",
			 "training": [{"step": 1, "epoch": 1, "task": "sample-squad", "loss": 4.1, "learningRate": 1e-5, "examplesPerSecond": 20},
			              {"step": 2, "epoch": 1, "task": "sample-cola", "loss": 0.7, "learningRate": 2e-5, "examplesPerSecond": 21},
			              {"step": 3, "epoch": 1, "task": "sample-squad", "loss": 3.2, "learningRate": 3e-5, "examplesPerSecond": 22}],
			 "tasks": [{"dataset": "sample-squad", "weight": 0.8, "draws": 2, "passes": 0.1, "meanLoss": 3.65}],
			 "evaluations": [{"epoch": 1, "dataset": "sample-squad", "metrics": {"exact": 41.5, "f1": 47.25, "total": 216}}]}""";

	private static final String JOB = """
			{"id": "1", "number": 1, "name": "<b>bold</b>", "status": "SUCCEEDED", "createdAt": "2026-01-01T00:00:00Z",
			 "plan": {"encoder": "minilm-l6-uncased", "epochs": 1},
			 "progress": {"step": 3, "totalSteps": 3, "epoch": 1, "examplesPerSecond": 22.0}}""";

	private static final String ANSWER = """
			{"answer": "Marta", "score": 0.75, "start": 2, "end": 7, "nullOdds": -3.5, "threshold": -1.0, "model": "m",
			 "candidates": [{"answer": "Marta", "score": 0.75, "start": 2, "end": 7}, {"answer": "", "score": 0.2, "start": 0, "end": 0}]}""";

	private static Playwright playwright;

	private static Browser browser;

	private final List<String> errors = new ArrayList<>();

	@LocalServerPort
	private int port;

	private Page page;

	@BeforeAll
	static void startBrowser() {
		PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
		playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		browser = playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium"))
				.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
						"--disable-background-networking", "--disable-component-update", "--disable-sync")));
	}

	@AfterAll
	static void stopBrowser() {
		playwright.close();
	}

	@BeforeEach
	void openPage() {
		this.page = browser.newPage();
		this.page.setDefaultTimeout(60_000);
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
				this.errors.add(message.text());
			}
		});
		this.page.onPageError(this.errors::add);
		this.page.onRequest((request) -> {
			if (!request.url().startsWith(address("")) && !request.url().startsWith("data:")) {
				this.errors.add("asked another host: " + request.url());
			}
		});
	}

	@AfterEach
	void closePage(TestInfo test) {
		picture(test.getTestMethod().orElseThrow().getName());
		this.page.close();
		assertThat(this.errors).isEmpty();
	}

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
		answerWith("**/models", """
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
	void modelsWithoutAModel() {
		open("#/models");
		assertThat(this.page.locator("h1")).hasText("Models");
	}

	@Test
	void swaggerUiShowsTheApi() {
		this.page.navigate(address("swagger-ui.html"));
		assertThat(this.page.getByText("Submit a training job")).isVisible();
	}

	/** Run with {@code -Dmtdnn.screenshots=<folder>} to look at the pages. */
	private void picture(String name) {
		String folder = System.getProperty("mtdnn.screenshots");
		if (folder != null) {
			for (int width : new int[] { 1280, 390 }) {
				this.page.setViewportSize(width, 900);
				this.page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
					.setPath(Path.of(folder, name + "-" + width + ".png")));
			}
			this.page.setViewportSize(1280, 720);
		}
	}

	private void open(String hash) {
		this.page.navigate(address(hash));
		if (hash.startsWith("#")) {
			this.page.reload();
		}
	}

	private String address(String path) {
		return "http://localhost:" + this.port + "/" + path;
	}

	private void answerWith(String pattern, String body) {
		this.page.route(pattern,
				(route) -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(body)));
	}

}
