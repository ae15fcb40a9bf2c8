package io.mtdnn.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The form of a new run and its JSON. */
@PagesSettings
class NewRunPageTests extends BrowserTestBase {

	@Test
	void aRunIsSubmittedAndCancelled() {
		open("#/new");
		this.page.getByText("Start training").click();
		assertThat(this.page.locator("h1")).containsText("sample", new LocatorAssertions.ContainsTextOptions().setTimeout(120_000));
		assertThat(this.page.locator(".status").first()).hasText("queued");
		this.page.locator("[data-cancel]").click();
		this.page.getByText("Cancel the run").click();
		assertThat(this.page.locator(".status").first()).hasText("cancelled");
		assertThat(this.page.getByText("Resume")).isVisible();
	}

	@Test
	void formAndJsonAreKeptInSync() {
		open("#/new");
		this.page.getByLabel("Epochs").fill("7");
		this.page.getByLabel("Epochs").press("Tab");
		assertThat(this.page.locator("#plan")).hasValue(Pattern.compile("\"epochs\": 7,"));
		this.page.locator("#plan").fill("{\"encoder\": \"minilm-l6-uncased\", \"tasks\": [{\"dataset\": \"swag\", \"weight\": 0.25}, {\"dataset\": \"cola\"}], \"seed\": 5}");
		assertThat(this.page.getByLabel("Seed")).hasValue("5");
		assertThat(this.page.locator("#weight-0")).hasValue("25");
		assertThat(this.page.locator("#weight-1")).hasAttribute("placeholder", "75.0");
		this.page.locator(".handle").focus();
		this.page.keyboard().press("ArrowRight");
		assertThat(this.page.locator("#weight-0")).hasValue("26");
		assertThat(this.page.locator("#plan")).hasValue(Pattern.compile("\"weight\": 0.74"));
	}

	@Test
	void aNumberThatCannotBeReadIsRejected() {
		open("#/new");
		this.page.locator("#plan").fill("{\"encoder\": \"minilm-l6-uncased\", \"tasks\": [{\"dataset\": \"sample-cola\"}]}");
		this.page.locator("#train-0").fill("1,000");
		this.page.locator("#train-0").blur();
		assertThat(this.page.locator("#plan")).hasValue(Pattern.compile("\"sample-cola\": \"1,000\""));
		this.page.locator("#weight-0").fill("12,5");
		this.page.locator("#weight-0").blur();
		assertThat(this.page.locator("#plan")).hasValue(Pattern.compile("\"weight\": \"12,5\""));
		assertThat(this.page.locator("#weight-0")).hasValue("12,5");
		this.page.getByText("Start training").click();
		assertThat(this.page.locator(".problem")).isVisible();
		assertThat(this.page.locator(".task-row").first()).containsText("'limits.train[sample-cola]' must be a whole number.");
	}

	@Test
	void aSelectionFollowsTheJson() {
		String plan = "{\"encoder\": \"minilm-l6-uncased\", \"tasks\": [{\"dataset\": \"sample-squad\"}]}";
		open("#/new");
		this.page.locator("#plan").fill(plan);
		this.page.locator(".task-row summary").click();
		this.page.locator("#evaluate-0").selectOption("none");
		assertThat(this.page.locator("#plan")).hasValue(Pattern.compile("\"evaluateOn\": \\[\\]"));
		this.page.locator("#plan").fill(plan);
		assertThat(this.page.locator("#evaluate-0")).hasValue("own");
	}

	@Test
	void aTaskGetsASharedHeadAndEvaluationSets() {
		open("#/new");
		this.page.locator("#plan").fill("{\"encoder\": \"minilm-l6-uncased\", \"tasks\": [{\"dataset\": \"sample-squad\"}, {\"dataset\": \"sample-cola\"}]}");
		this.page.locator(".task-row summary").last().click();
		this.page.locator("#plan-tasks-1-head").fill("sentences");
		this.page.locator("#plan-tasks-1-head").blur();
		this.page.locator("#evaluate-1").selectOption("none");
		assertThat(this.page.locator("#plan")).hasValue(Pattern.compile("\"head\": \"sentences\",\\s*\"evaluateOn\": \\[\\]"));
		this.page.locator("#evaluate-1").selectOption("named");
		this.page.getByLabel("Datasets that sample-cola is evaluated on").fill("sample-cola, nope");
		this.page.getByLabel("Datasets that sample-cola is evaluated on").blur();
		this.page.getByText("Check", new Page.GetByTextOptions().setExact(true)).click();
		assertThat(this.page.locator(".task-row").last().locator(".fault").first()).containsText("nope");
	}

	@Test
	void aCheckShowsStepsTimeAndMemory() {
		open("#/new?preset=quick");
		this.page.getByText("Check", new Page.GetByTextOptions().setExact(true)).click();
		assertThat(this.page.locator(".tile", new Page.LocatorOptions().setHasText("Memory"))).containsText(Pattern.compile("\\d MB"));
		assertThat(this.page.locator(".tile", new Page.LocatorOptions().setHasText("Expected duration"))).containsText(Pattern.compile("\\d s"));
	}

	@Test
	void invalidJsonIsMarkedAtItsPosition() {
		open("#/new");
		this.page.locator("#plan").fill("{\n  \"encoder\": oops\n}");
		assertThat(this.page.locator("#plan-fault")).containsText("Line 2, column 14");
		assertThat(this.page.getByText("Start training")).isDisabled();
	}

	@Test
	void faultsAreShownBesideTheirFields() {
		open("#/new");
		this.page.locator("#plan").fill("{\"encoder\": \"minilm-l6-uncased\", \"tasks\": [{\"dataset\": \"sample-cola\"}], \"batchSize\": 0}");
		assertThat(this.page.locator("#plan-batchSize")).hasValue("0");
		this.page.getByText("Start training").click();
		assertThat(this.page.locator(".field", new Page.LocatorOptions().setHas(this.page.locator("#plan-batchSize"))).locator(".fault")).isVisible();
		assertThat(this.page.locator("#plan-batchSize")).hasAttribute("aria-invalid", "true");
	}

	@Test
	void anUnknownFieldIsNamed() {
		open("#/new");
		this.page.locator("#plan").fill("{\"encoder\": \"minilm-l6-uncased\", \"taks\": []}");
		this.page.getByText("Start training").click();
		assertThat(this.page.locator(".problem")).containsText("taks");
	}

	@Test
	void aDraftIsKept() {
		open("#/new");
		this.page.getByLabel("Name").fill("begun and left");
		this.page.getByLabel("Name").press("Tab");
		open("#/models");
		assertThat(this.page.locator("h1")).hasText("Models");
		open("#/new");
		assertThat(this.page.getByLabel("Name")).hasValue("begun and left");
		this.page.getByText("Start over").click();
		assertThat(this.page.getByLabel("Name")).hasValue("sample: questions, choices and sentences");
	}

	@Test
	void aLargeSeedKeepsItsDigits() {
		answerWith("**/jobs/1", LaidIn.JOB.replace("\"epochs\": 1,", "\"epochs\": 1, \"seed\": 9007199254740993,"));
		open("#/new?from=1");
		assertThat(this.page.getByLabel("Seed")).hasValue("9007199254740993");
		assertThat(this.page.locator("#plan")).hasValue(Pattern.compile("\"seed\": 9007199254740993,"));
		this.page.getByLabel("Seed").fill("-9223372036854775807");
		this.page.getByLabel("Seed").press("Tab");
		assertThat(this.page.locator("#plan")).hasValue(Pattern.compile("\"seed\": -9223372036854775807,"));
	}

	@Test
	void aRunIsRepeatedWithChanges() {
		answerWith("**/jobs/1", LaidIn.JOB);
		open("#/new?from=1");
		assertThat(this.page.getByLabel("Name")).hasValue("<b>bold</b> (again)");
		assertThat(this.page.locator("#weight-0")).hasValue("80");
	}

}
