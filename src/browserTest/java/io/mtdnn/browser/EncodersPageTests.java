package io.mtdnn.browser;

import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Encoders are listed with their hashes and downloaded. */
@PagesSettings
class EncodersPageTests extends BrowserTestBase {

	private static final String SMALL = "{\"name\": \"small\", \"source\": \"folder\", \"available\": true}";

	private static final String LARGE = """
			{"name": "large", "source": "hub", "available": false, "reason": "it is being downloaded", "hub": {"repository": "someone/large", "revision": "main", "commit": "abc"},
			 "download": {"name": "large", "status": "%s", "hub": "someone/large", "revision": "main", "commit": "abc", "bytes": %d, "totalBytes": 4000000, "files": 1, "totalFiles": 5}}""";

	@Test
	void aDownloadIsStartedWatchedAndCompleted() {
		AtomicReference<String> listed = new AtomicReference<>(SMALL);
		this.page.route("**/encoders?**", (route) -> fulfill(route, "{\"items\": [" + listed.get() + "]}"));
		answerWith("**/encoders/small", "{\"name\": \"small\", \"source\": \"folder\", \"available\": true, \"contentHash\": \"0123456789abcdef0123456789abcdef\"}");
		answerWith("**/encoders/large", "{\"name\": \"large\", \"source\": \"folder\", \"available\": true, \"contentHash\": \"fedcba\"}");
		this.page.route("**/encoders", (route) -> {
			listed.set(SMALL + "," + LARGE.formatted("downloading", 1_000_000));
			fulfill(route, LARGE.formatted("downloading", 0));
		});
		open("#/encoders");
		assertThat(row("small")).containsText("0123456789abcdef");
		this.page.getByLabel("Repository").fill("someone/large");
		Request request = this.page.waitForRequest("**/encoders", () -> this.page.getByText("Download", exactly()).click());
		assertThat(request.postData()).isEqualTo("{\"hub\":\"someone/large\"}");
		assertThat(row("large")).containsText("1.0 MB of 4.0 MB, 1 of 5 files");
		assertThat(row("large").locator("progress")).hasAttribute("value", "1000000");
		listed.set(SMALL + "," + LARGE.formatted("downloading", 3_000_000));
		assertThat(row("large")).containsText("3.0 MB of 4.0 MB");
		listed.set(SMALL + "," + SMALL.replace("small", "large"));
		assertThat(row("large")).containsText("ready");
		assertThat(this.page.locator("#announcer")).hasText("large has been downloaded.");
	}

	@Test
	void aFailedDownloadIsContinuedOrRemoved() {
		answerWith("**/encoders?**", "{\"items\": [" + LARGE.formatted("failed", 1_000_000).replace("it is being downloaded", "its download has failed: the hub ended early") + "]}");
		this.page.route("**/encoders", (route) -> fulfill(route, LARGE.formatted("downloading", 0)));
		this.page.route("**/encoders/large/download", (route) -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
		open("#/encoders");
		assertThat(row("large")).containsText("the hub ended early");
		Request again = this.page.waitForRequest("**/encoders", () -> row("large").getByText("Continue").click());
		assertThat(again.postData()).isEqualTo("{\"hub\":\"someone/large\",\"revision\":\"main\",\"name\":\"large\"}");
		Request removed = this.page.waitForRequest("**/encoders/large/download", () -> row("large").getByText("Remove").click());
		assertThat(removed.method()).isEqualTo("DELETE");
	}

	@Test
	void aFaultIsShownBesideItsField() {
		open("#/encoders");
		this.page.getByLabel("Repository").fill("no owner");
		this.page.getByText("Download", exactly()).click();
		assertThat(this.page.locator(".field", new Page.LocatorOptions().setHas(this.page.locator("#hub"))).locator(".fault")).isVisible();
	}

	private Locator row(String name) {
		return this.page.locator("tbody tr", new Page.LocatorOptions().setHas(this.page.locator("td.name", new Page.LocatorOptions().setHasText(name))));
	}

	private static Page.GetByTextOptions exactly() {
		return new Page.GetByTextOptions().setExact(true);
	}

	private static void fulfill(Route route, String body) {
		route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(body));
	}

}
