package io.mtdnn.browser;

import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The parts that all pages share: navigation, titles, colours, the state of the connection, and the layout on a phone. */
@PagesSettings
class ShellTests extends BrowserTestBase {

	private static final List<String> PAGES = List.of("#/", "#/runs", "#/runs/1", "#/compare", "#/new", "#/studies", "#/models", "#/comparison", "#/ask", "#/datasets",
			"#/datasets/sample-squad", "#/encoders", "#/access");

	@Test
	void everyPageIsReachableAndHasATitle() {
		open("#/");
		assertThat(this.page.locator("h1")).hasText("Overview");
		for (String name : List.of("Runs", "New run", "Models", "Ask", "Encoders", "Access")) {
			this.page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main"))
				.getByText(name, new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
				.click();
			assertThat(this.page.locator("h1")).hasText(name);
			assertThat(this.page).hasTitle(name + " · MT-DNN Server");
			assertThat(this.page.locator("#announcer")).hasText(name + " · MT-DNN Server");
		}
	}

	@Test
	void anUnknownPageOffersLinksToOtherPages() {
		open("#/nowhere");
		assertThat(this.page.locator("h1")).hasText("Page not found");
		this.page.getByText("Go to the overview").click();
		assertThat(this.page.locator("h1")).hasText("Overview");
	}

	@Test
	void theLinkToTheContentKeepsTheAddress() {
		open("#/encoders");
		assertThat(this.page.locator("h1")).hasText("Encoders");
		this.page.locator(".skip").press("Enter");
		assertThat(this.page.locator("#page")).isFocused();
		assertThat(this.page).hasURL(address("#/encoders"));
		this.page.reload();
		assertThat(this.page.locator("h1")).hasText("Encoders");
	}

	@Test
	void aPageThatFailedOpensWithOtherParameters() {
		open("#/runs?cursor=none");
		assertThat(this.page.locator(".problem")).isVisible();
		this.page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main"))
			.getByText("Runs", new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
			.click();
		assertThat(this.page.locator("form.filters")).isVisible();
		assertThat(this.page.locator(".problem")).hasCount(0);
	}

	@Test
	void coloursFollowTheSystemOrTheReadersChoice() {
		this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		open("#/encoders");
		Object dark = ground();
		this.page.getByLabel("Colour scheme").selectOption("light");
		Object light = ground();
		assertThat(light).isNotEqualTo(dark);
		this.page.reload();
		assertThat(ground()).isEqualTo(light);
		this.page.getByLabel("Colour scheme").selectOption("system");
		assertThat(ground()).isEqualTo(dark);
	}

	private Object ground() {
		assertThat(this.page.locator("h1")).isVisible();
		return this.page.evaluate("getComputedStyle(document.body).backgroundColor");
	}

	@Test
	void everyPageShowsALostConnectionAndRecovers() {
		layRun();
		for (String hash : PAGES) {
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
	void aProxyThatCannotReachTheServiceCountsAsALostConnection() {
		open("#/models");
		assertThat(this.page.locator("h1")).hasText("Models");
		for (String pattern : List.of("**/v2/health/live", "**/models?**")) {
			this.page.route(pattern, (route) -> route
				.fulfill(new Route.FulfillOptions().setStatus(502).setContentType("text/html").setBody("<h1>502 Bad Gateway</h1>")));
		}
		assertThat(this.page.locator("#connection")).containsText("No connection since");
		this.page.getByText("Encoders").click();
		assertThat(this.page.locator("h1")).hasText("Encoders");
		this.page.getByText("Models").first().click();
		assertThat(this.page.locator(".problem")).hasText("The service cannot be reached.");
		this.page.unroute("**/v2/health/live");
		this.page.unroute("**/models?**");
		assertThat(this.page.locator("#connection")).isHidden();
		assertThat(this.page.locator(".problem")).hasCount(0);
	}

	@Test
	void aPageThatFailedToLoadLoadsWhenTheServiceIsBack() {
		open("#/models");
		assertThat(this.page.locator("h1")).hasText("Models");
		this.page.context().setOffline(true);
		this.page.getByText("Encoders").click();
		assertThat(this.page.locator(".problem")).hasText("The service cannot be reached.");
		this.page.context().setOffline(false);
		assertThat(this.page.locator("h1")).hasText("Encoders");
	}

	@Test
	void theLayoutDoesNotShiftWhileAPageOpens() {
		layRun();
		for (String hash : PAGES) {
			open(hash);
			assertThat(this.page.locator("h1")).isVisible();
			assertThat(jumps()).as(hash).isLessThan(0.05);
		}
	}

	@Test
	void pagesDoNotScrollSidewaysOnAPhone() {
		layRun();
		answerWith("**/jobs?**", "{\"items\": [" + LaidIn.JOB + "]}");
		answerWith("**/models?**", """
				{"items": [{"id": "1", "jobId": "1", "name": "minilm-l6-uncased on a long list of tasks", "encoder": "minilm-l6-uncased",
				 "metrics": {"sample-squad": {"exact": 66.2, "f1": 68.94}, "sample-swag": {"accuracy": 0.5}},
				 "nullThreshold": -1.25, "createdAt": "2026-01-01T00:00:00Z"}]}""");
		this.page.setViewportSize(390, 800);
		for (String hash : PAGES) {
			open(hash);
			assertThat(this.page.locator("h1")).isVisible();
			assertThat((List<?>) this.page.evaluate("""
					[...document.querySelectorAll("html, .card, .tile")].filter((one) => one.scrollWidth > one.clientWidth + 1)
						.map((one) => one.outerHTML.slice(0, 80))""")).as(hash).isEmpty();
			assertThat((List<?>) this.page.evaluate("""
					[...document.querySelectorAll("body *")].filter((one) => one.childNodes.length && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
						&& one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 12).map((one) => one.outerHTML.slice(0, 80))""")).as("small text on " + hash).isEmpty();
		}
	}

	@Test
	void swaggerUiShowsTheApi() {
		this.page.navigate(address("swagger-ui.html"));
		assertThat(this.page.getByText("Submit a training job")).isVisible();
	}

	private void layRun() {
		answerWith("**/jobs/1", LaidIn.JOB);
		answerWith("**/jobs/1/metrics**", LaidIn.METRICS);
		answerWith("**/jobs/1/environment", "{}");
		answerWith("**/jobs/1/logs**", "a line");
		this.page.route("**/jobs/1/events**", (route) -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions().setStatus(204)));
	}

}
