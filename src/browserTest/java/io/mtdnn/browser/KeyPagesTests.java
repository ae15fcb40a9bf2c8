package io.mtdnn.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.RequestOptions;
import io.mtdnn.MtDnnServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages of a service that requires keys: without one, with a wrong one, and with one that has only the scope infer. */
@SpringBootTest(classes = MtDnnServer.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:keypages;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
				"mtdnn.roles=api,serving", "mtdnn.data-dir=target/browser-tests/data",
				"mtdnn.cache-dir=target/browser-tests/cache", "mtdnn.runs-dir=target/browser-tests/runs",
				"mtdnn.artifacts.directory=target/browser-tests/artifacts", "mtdnn.security.admin-key=" + KeyPagesTests.ADMIN,
				"mtdnn.encoders-dir=target/browser-tests/encoders", "mtdnn.encoder-archives=${mtdnn.test.archives}" })
class KeyPagesTests extends BrowserTestBase {

	static final String ADMIN = "an-admin-key-of-more-than-32-characters";

	@Test
	void aKeyForInferenceOnlyCanUseItsPages() {
		open("#/runs");
		assertThat(this.page.locator("main")).containsText("requires an API key");
		use("a wrong key");
		assertThat(this.page.locator(".problem")).containsText("unknown, revoked or expired");
		use(keyThatMayOnlyAsk());
		assertThat(this.page.locator(".problem")).containsText("'read'");
		this.page.getByText("Ask", exactly()).click();
		assertThat(this.page.locator("h1")).hasText("Ask");
		this.page.getByText("New run", exactly()).click();
		assertThat(this.page.locator(".ask-key")).containsText("requires the scope 'train'; these credentials have: infer.");
		this.page.getByText("Access", exactly()).click();
		assertThat(this.page.locator("main")).containsText("Signed in as asks, with the scope infer");
		use(ADMIN);
		this.page.getByText("Runs", exactly()).click();
		assertThat(this.page.locator("h1")).hasText("Runs");
		this.page.getByText("Sign out").first().click();
		assertThat(this.page.getByText("Sign out")).hasCount(0);
		assertThat(this.page.locator("main")).containsText("requires an API key");
	}

	@Test
	void aKeyIsCreatedShownOnceAndRevoked() {
		open("#/access");
		use(ADMIN);
		this.page.getByLabel("Name").fill("reading group");
		this.page.getByText("Create key").click();
		assertThat(this.page.locator("code.key")).isVisible();
		this.page.getByText("I have copied it").click();
		assertThat(this.page.locator("code.key")).hasCount(0);
		Locator row = this.page.locator("tr", new Page.LocatorOptions().setHasText("reading group"));
		assertThat(row).containsText("read, infer");
		row.getByText("Revoke", new Locator.GetByTextOptions().setExact(true)).click();
		this.page.getByText("Revoke the key", exactly()).click();
		assertThat(row).containsText("revoked on");
	}

	@Test
	void aKeyStaysVisibleWhenTheColoursChange() {
		open("#/access");
		use(ADMIN);
		this.page.getByLabel("Name").fill("night shift");
		this.page.getByText("Create key").click();
		assertThat(this.page.locator("code.key")).isVisible();
		List<String> asked = new ArrayList<>();
		this.page.onRequest((request) -> asked.add(request.url()));
		this.page.getByLabel("Colour scheme").selectOption("dark");
		this.page.evaluate("fetch('icon.svg').then((found) => found.text())");
		assertThat(asked).doesNotContain(address("keys"));
		assertThat(this.page.locator("code.key")).isVisible();
		this.page.getByText("I have copied it").click();
		this.page.getByLabel("Colour scheme").selectOption("system");
	}

	private static GetByTextOptions exactly() {
		return new GetByTextOptions().setExact(true);
	}

	private void use(String key) {
		this.page.locator("#key").fill(key);
		this.page.getByText("Use this key").click();
	}

	private String keyThatMayOnlyAsk() {
		String body = this.page.request()
			.post(address("keys"), RequestOptions.create().setHeader("Authorization", "Bearer " + ADMIN)
				.setData(Map.of("name", "asks", "scopes", List.of("infer"))))
			.text();
		return JsonMapper.shared().readTree(body).path("key").asString();
	}

}
