package io.mtdnn.browser;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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
 * {@code bench/pictures.sh} takes them.
 */
@EnabledIfSystemProperty(named = "mtdnn.pictures.of", matches = "http.*")
class Pictures {

	private static final String BASE = System.getProperty("mtdnn.pictures.of") + "/";

	private static final Path FOLDER = Path.of(System.getProperty("mtdnn.pictures.in", "docs/images"));

	/** What is below is more of the same. */
	private static final int HIGHEST = 3600;

	/** Whether no part of the page is still loading. */
	private static final String SETTLED = "![...document.querySelectorAll('main .quiet')].some((one) => one.innerText.endsWith('…')) && !document.querySelector('main [aria-busy=true]')";

	@Test
	void picturesOfEveryPageAreTaken() {
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
			Path file = FOLDER.resolve("%s-%d-%s.png".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT)));
			SmallPng.write(page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
				.setClip(0, 0, width, Math.min(HIGHEST, height(page)))), file);
		});
		page.close();
	}

	/** Charts are drawn when they are seen, so the whole page is shown once. */
	private static void settle(Page page) {
		page.waitForLoadState();
		page.waitForCondition(() -> (Boolean) page.evaluate(SETTLED), new Page.WaitForConditionOptions().setTimeout(120_000));
		page.waitForTimeout(1500);
		for (int y = 0; y < Math.min(HIGHEST, height(page)); y += 600) {
			page.evaluate("(y) => scrollTo(0, y)", y);
			page.waitForTimeout(150);
		}
		page.evaluate("scrollTo(0, 0)");
		page.waitForTimeout(1500);
	}

	private static int height(Page page) {
		return ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
	}

	/** Names of pictures with their addresses, for the runs, models and studies that there are. */
	private static Map<String, String> pages(Page page) {
		String model = text(page, "models/default", "/id");
		String run = text(page, "models/default", "/jobId");
		String other = text(page, "models?limit=1", "/items/0/id");
		List<String> others = texts(page, "jobs?status=SUCCEEDED&limit=4", "id").stream().filter((id) -> !id.equals(run)).limit(3).toList();
		Stream<JsonNode> finished = found(page, "experiments").get("items").valueStream().filter((one) -> one.at("/counts/SUCCEEDED").asInt(0) > 1);
		Map<String, String> pages = new LinkedHashMap<>();
		pages.put("overview", "#/");
		pages.put("runs", "#/runs");
		pages.put("run", "#/runs/" + run);
		pages.put("compare", "#/compare?runs=" + run + "," + String.join(",", others));
		pages.put("new", "#/new?preset=sample");
		pages.put("studies", "#/studies");
		pages.put("new-study", "#/studies/new?preset=table-1");
		finished.findFirst().ifPresent((study) -> pages.put("study", "#/studies/" + study.get("id").asString()));
		pages.put("models", "#/models");
		pages.put("model", "#/models/" + model);
		pages.put("comparison", "#/comparison?a=%s&b=%s".formatted(model, other));
		pages.put("ask", "#/ask?other=" + other);
		pages.put("datasets", "#/datasets");
		pages.put("dataset", "#/datasets/sample-squad");
		pages.put("encoders", "#/encoders");
		pages.put("access", "#/access");
		return pages;
	}

	private static List<String> texts(Page page, String path, String field) {
		return found(page, path).get("items").valueStream().map((one) -> one.get(field).asString()).toList();
	}

	private static String text(Page page, String path, String pointer) {
		return found(page, path).at(pointer).asString();
	}

	private static JsonNode found(Page page, String path) {
		return JsonMapper.shared().readTree(page.request().get(BASE + path).text());
	}

}
