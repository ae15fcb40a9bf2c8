package io.mtdnn.browser;

import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The table of runs and the comparison of runs. */
@PagesSettings
class RunsPageTests extends BrowserTestBase {

	@Test
	void runsAreFilteredSortedAndPagedByTheirAddress() {
		for (int i = 0; i <= 50; i++) {
			submit("paged " + i, 100 - i);
		}
		open("#/runs?text=paged");
		assertThat(this.page.locator("tbody tr")).hasCount(50);
		assertThat(run("paged 0")).hasCount(0);
		this.page.getByText("Next", exactly()).click();
		assertThat(run("paged 0")).isVisible();
		this.page.goBack();
		assertThat(this.page.locator("tbody tr").first()).containsText("paged 50");
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Submitted")).click();
		assertThat(this.page.locator("tbody tr").first()).containsText("paged 0");
		assertThat(this.page.locator("th[aria-sort=ascending]")).hasText("Submitted");
		this.page.reload();
		assertThat(this.page.locator("tbody tr").first()).containsText("paged 0");
		this.page.getByLabel("Name or notes").fill("paged 17");
		this.page.getByLabel("Name or notes").press("Enter");
		assertThat(this.page.locator("tbody tr")).hasCount(1);
		this.page.waitForURL("**text=paged+17**");
	}

	@Test
	void filtersAreClearedWithTheirAddress() {
		submit("filtered", 9);
		open("#/runs?text=filtered");
		this.page.locator("#status").selectOption("FAILED");
		assertThat(this.page.getByText("No run matches.")).isVisible();
		this.page.getByText("Show all").click();
		assertThat(run("filtered")).isVisible();
		assertThat(this.page.locator("#status")).hasValue("");
		assertThat(this.page.locator("#text")).hasValue("");
	}

	@Test
	void columnsCanBeChosen() {
		submit("with columns", 7);
		open("#/runs?text=with+columns");
		assertThat(this.page.locator("thead")).not().containsText("Learning rate");
		this.page.getByText("Columns").first().click();
		this.page.getByLabel("Learning rate").check();
		assertThat(this.page.locator("thead")).containsText("Learning rate");
		this.page.reload();
		assertThat(this.page.locator("tbody tr").first()).containsText("0.001");
	}

	@Test
	void twoRunsAreComparedAndCopied() {
		answerWith("**/jobs/1", LaidIn.JOB);
		answerWith("**/jobs/2", LaidIn.JOB.replace("\"id\": \"1\", \"number\": 1, \"name\": \"<b>bold</b>\"", "\"id\": \"2\", \"number\": 2, \"name\": \"other\"")
			.replace("\"epochs\": 1", "\"epochs\": 3"));
		answerWith("**/jobs/1/metrics**", LaidIn.METRICS);
		answerWith("**/jobs/2/metrics**", LaidIn.METRICS.replace("47.25", "50.75"));
		answerWith("**/jobs/*/environment", "{\"host\": \"here\"}");
		open("#/compare?runs=1,2");
		assertThat(this.page.locator("td.best").last()).containsText("50.75");
		assertThat(this.page.locator("tr", new Page.LocatorOptions().setHasText("other")).first()).containsText("+3.50");
		assertThat(this.page.locator("table.plans tbody tr")).hasCount(1);
		assertThat(this.page.locator("table.plans")).containsText("Epochs");
		assertThat(lines("Training loss")).isEqualTo(List.of("<b>bold</b>", "other"));
		assertThat(chart("Settings", "chart.drawn.parallelAxis.map((one) => one.name)")).isEqualTo(List.of("epochs", "squad EM", "squad F1"));
		assertThat(copied("LaTeX")).contains("\\toprule", "other & 41.50 & 50.75 \\\\");
		assertThat(copied("Markdown")).contains("| other | 41.50 | 50.75 |");
		this.page.getByLabel("Baseline").selectOption("2");
		assertThat(this.page.locator("tr", new Page.LocatorOptions().setHasText("bold")).first()).containsText("−3.50");
	}

	@Test
	void aChartIsSavedAsFiles() {
		answerWith("**/jobs/1", LaidIn.JOB);
		answerWith("**/jobs/1/metrics**", LaidIn.METRICS);
		open("#/compare?runs=1,1");
		lines("Training loss");
		assertThat(saved("SVG")).startsWith("<svg").contains("step");
		assertThat(saved("CSV")).contains("step,").contains("4.1");
	}

	private String saved(String kind) {
		Download download = this.page.waitForDownload(
				() -> this.page.locator("mt-chart").first().getByText(kind, new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true)).click());
		try (var stream = download.createReadStream()) {
			return new String(stream.readAllBytes());
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private String copied(String format) {
		this.page.evaluate("navigator.clipboard.writeText = async (text) => window.copied = text");
		this.page.getByText(format).first().click();
		return (String) this.page.waitForFunction("window.copied").jsonValue();
	}

	private com.microsoft.playwright.Locator run(String name) {
		return this.page.getByText(name, exactly());
	}

	private static Page.GetByTextOptions exactly() {
		return new Page.GetByTextOptions().setExact(true);
	}

	private void submit(String name, int seed) {
		int status = this.page.request()
			.post(address("jobs"),
					RequestOptions.create()
						.setData(Map.of("name", name, "encoder", "minilm-l6-uncased", "tasks", List.of(Map.of("dataset", "sample-cola")), "seed", seed,
								"learningRate", 0.001, "maxSequenceLength", 64, "docStride", 16, "maxQuestionLength", 32)))
			.status();
		assertThat(status).isEqualTo(202);
	}

}
