package io.mtdnn.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.RequestOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page in a real browser for each test. Requests to other hosts, reported errors and violations found by axe fail the test.
 */
abstract class BrowserTestBase {

	private static Playwright playwright;

	private static Browser browser;

	private final List<String> errors = new ArrayList<>();

	@LocalServerPort
	private int port;

	Page page;

	@BeforeAll
	static void startBrowser() {
		PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
		playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
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
			if (!request.url().startsWith(address("")) && !request.url().matches("(data|blob):.*")) {
				this.errors.add("asked another host: " + request.url());
			}
		});
	}

	@AfterEach
	void closePage(TestInfo test) {
		picture(test.getTestMethod().orElseThrow().getName());
		if (this.page.url().contains("#")) {
			this.errors.addAll(faultsByAxe());
		}
		this.page.close();
		assertThat(this.errors).isEmpty();
	}

	private List<String> faultsByAxe() {
		return new AxeBuilder(this.page).analyze()
			.getViolations()
			.stream()
			.map((rule) -> rule.getId() + ": " + rule.getNodes().stream().map((node) -> node.getHtml()).toList())
			.toList();
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

	/** Opens an address as a new tab would. */
	void open(String hash) {
		this.page.navigate("about:blank");
		this.page.navigate(address(hash));
	}

	String address(String path) {
		return "http://localhost:" + this.port + "/" + path;
	}

	/** The names of the lines that the chart with this label has drawn. */
	List<?> lines(String label) {
		return (List<?>) chart(label, "[...new Set(chart.drawn.series.map((one) => one.name).filter((name) => name?.trim()))]");
	}

	/** A value of the chart with this label, as soon as it has drawn something. */
	Object chart(String label, String expression) {
		return this.page.waitForFunction("""
				(label) => {
					const canvas = [...document.querySelectorAll("mt-chart .canvas")].find((one) => one.getAttribute("aria-label").startsWith(label));
					canvas?.scrollIntoView();
					const chart = canvas?.closest("mt-chart");
					return chart?.drawn && { value: %s };
				}""".formatted(expression), label).evaluate("(found) => found.value");
	}

	/** The layout shift since the page was opened that no input caused: 0 for none. */
	double jumps() {
		return ((Number) this.page.evaluate("""
				() => new Promise((done) => {
					new PerformanceObserver((list) => done(list.getEntries().filter((one) => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0))).observe({ type: "layout-shift", buffered: true });
					setTimeout(() => done(0), 300);
				})""")).doubleValue();
	}

	void post(String path, String json) {
		assertThat(this.page.request()
			.post(address(path),
					RequestOptions.create().setHeader("Content-Type", "application/json").setData(json.getBytes()))
			.ok()).isTrue();
	}

	JsonNode get(String path) {
		return JsonMapper.shared().readTree(this.page.request().get(address(path)).text());
	}

	void answerWith(String pattern, String body) {
		this.page.route(pattern,
				(route) -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(body)));
	}

}
