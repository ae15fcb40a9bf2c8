package io.mtdnn.browser;

import java.util.stream.IntStream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The table of 5,000 runs: sorted, filtered and paged by the service. */
@ManyRunsSettings
class ManyRunsPageTests extends BrowserTestBase {

	@Autowired
	private JdbcTemplate jdbc;

	@BeforeEach
	void store() {
		ManyRuns.store(this.jdbc);
	}

	@Test
	void runsAreSortedAndPagedByTheService() {
		answerWith("**/jobs/*/metrics**", LaidIn.METRICS);
		open("#/runs");
		assertThat(rows()).hasCount(50);
		assertThat(name(0)).hasText("run 5000");
		sort("Scores, %");
		assertThat(name(0)).hasText("run 4999");
		assertThat(rows().first()).containsText("49.99");
		this.page.getByText("Next", exactly()).click();
		assertThat(name(0)).hasText("run 4944");
		this.page.reload();
		assertThat(name(0)).hasText("run 4944");
		this.page.getByText("First", exactly()).click();
		sort("Duration");
		assertThat(name(0)).hasText("run 5000");
		assertThat(rows().first()).containsText("1 h 23 min");
		sort("Duration");
		assertThat(name(0)).hasText("run 1");
		assertThat(this.page.url()).contains("sort=duration");
	}

	@Test
	void runsAreFilteredByTheService() {
		answerWith("**/jobs/*/metrics**", LaidIn.METRICS);
		answerWith("**/experiments?**", "{\"items\": [{\"id\": \"s\", \"name\": \"thirty runs\"}]}");
		open("#/runs?sort=created");
		this.page.locator("#status").selectOption("FAILED");
		assertThat(name(0)).hasText("run 10");
		this.page.locator("#study").selectOption("s");
		assertThat(rows()).hasCount(3);
		this.page.locator("#status").selectOption("");
		assertThat(rows()).hasCount(30);
		this.page.locator("#study").selectOption("");
		fill("#tag", "night");
		assertThat(name(1)).hasText("run 200");
		fill("#text", "run 49");
		assertThat(rows()).hasCount(1);
		assertThat(name(0)).hasText("run 4900");
		fill("#dataset", "cola");
		assertThat(this.page.getByText("No run matches.")).isVisible();
		this.page.reload();
		assertThat(this.page.getByText("No run matches.")).isVisible();
		this.page.getByText("Show all").click();
		assertThat(rows()).hasCount(50);
	}

	@Test
	void theFirstPaintTakesLessThanASecond() {
		open("#/runs");
		assertThat(rows()).hasCount(50);
		double fastest = IntStream.range(0, 5).mapToDouble((time) -> secondsToPaint()).min().orElseThrow();
		assertThat(fastest).as("the machine may be busy with something else for some of the times").isLessThan(1);
	}

	private double secondsToPaint() {
		this.page.reload();
		assertThat(rows()).hasCount(50);
		return ((Number) this.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")).doubleValue();
	}

	private void sort(String column) {
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(column)).click();
	}

	private void fill(String field, String text) {
		this.page.locator(field).fill(text);
		this.page.locator(field).press("Enter");
	}

	private Locator rows() {
		return this.page.locator("tbody tr");
	}

	private Locator name(int row) {
		return rows().nth(row).locator(".name a");
	}

	private static Page.GetByTextOptions exactly() {
		return new Page.GetByTextOptions().setExact(true);
	}

}
