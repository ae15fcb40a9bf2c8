package io.mtdnn.browser;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pictures of every page of a running service, at two widths and in both colour schemes:
 * {@code bench/pictures.sh} runs it.
 */
@EnabledIfSystemProperty(named = "mtdnn.pictures.of", matches = "http.*")
class Pictures {

	private static final String BASE = System.getProperty("mtdnn.pictures.of") + "/";

	private static final Path FOLDER = Path.of(System.getProperty("mtdnn.pictures.in", "docs/images"));

	@Test
	void ofEveryPage() {
		try (Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
			Browser browser = playwright.chromium()
				.launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium"))
					.setArgs(List.of("--no-sandbox", "--disable-gpu")));
			for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
				for (int width : new int[] { 1280, 390 }) {
					take(browser, scheme, width);
				}
			}
		}
	}

	private static void take(Browser browser, ColorScheme scheme, int width) {
		Page page = browser.newPage(new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(width, 900));
		pages(page).forEach((name, hash) -> {
			page.navigate("about:blank");
			page.navigate(BASE + hash);
			page.locator("h1").waitFor();
			if (name.equals("ask")) {
				page.locator("#question").press("Control+Enter");
				page.locator(".answer-card").first().waitFor();
			}
			settle(page);
			page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
				.setPath(FOLDER.resolve("%s-%d-%s.png".formatted(name, width, scheme.name().toLowerCase()))));
		});
		page.close();
	}

	/** Charts are drawn when they are seen, so the whole page is shown once. */
	private static void settle(Page page) {
		page.waitForLoadState();
		page.waitForTimeout(1500);
		int height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
		for (int y = 0; y < height; y += 600) {
			page.evaluate("(y) => scrollTo(0, y)", y);
			page.waitForTimeout(150);
		}
		page.evaluate("scrollTo(0, 0)");
		page.waitForTimeout(1500);
	}

	/** Names of pictures with their addresses, for the runs and models that there are. */
	private static Map<String, String> pages(Page page) {
		List<String> runs = texts(page, "models?limit=4", "jobId");
		List<String> models = texts(page, "models?limit=4", "id");
		String first = models.get(models.size() - 1);
		Map<String, String> pages = new LinkedHashMap<>();
		pages.put("overview", "#/");
		pages.put("runs", "#/runs");
		pages.put("run", "#/runs/" + runs.get(runs.size() - 1));
		pages.put("compare", "#/compare?runs=" + String.join(",", runs));
		pages.put("new", "#/new?preset=sample");
		pages.put("models", "#/models");
		pages.put("model", "#/models/" + first);
		pages.put("comparison", "#/comparison?a=%s&b=%s".formatted(first, models.get(0)));
		pages.put("ask", "#/ask?other=" + models.get(0));
		pages.put("datasets", "#/datasets");
		pages.put("encoders", "#/encoders");
		pages.put("access", "#/access");
		return pages;
	}

	private static List<String> texts(Page page, String path, String field) {
		JsonNode found = JsonMapper.shared().readTree(page.request().get(BASE + path).text());
		return found.get("items").valueStream().map((one) -> one.get(field).asString()).toList();
	}

}
