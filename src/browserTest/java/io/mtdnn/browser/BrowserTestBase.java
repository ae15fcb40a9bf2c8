package io.mtdnn.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** A page in a real browser for each test; whatever it asks of another host, or reports as an error, fails the test. */
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

	void open(String hash) {
		this.page.navigate(address(hash));
		if (hash.startsWith("#")) {
			this.page.reload();
		}
	}

	String address(String path) {
		return "http://localhost:" + this.port + "/" + path;
	}

	void answerWith(String pattern, String body) {
		this.page.route(pattern,
				(route) -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(body)));
	}

}
