package io.mtdnn.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The form of a new study and its JSON. */
@PagesSettings
class NewStudyPageTests extends BrowserTestBase {

	private static final String SMALL = """
			{"name": "small", "seeds": [0, 1], "plan": {"encoder": "minilm-l6-uncased", "epochs": 1, "batchSize": 8, "maxSequenceLength": 96, "docStride": 32,
			 "tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-cola"}], "limits": {"train": {"sample-squad": 16, "sample-cola": 16}, "evaluation": {"sample-squad": 8, "sample-cola": 8}}},
			 "axes": [{"field": "learningRate", "values": [1e-5, 3e-5]}]%s}""";

	@Test
	void aPresetOfThePaperFillsTheForm() {
		open("#/studies/new");
		this.page.locator("#study-preset").selectOption("table-1");
		assertThat(this.page.getByLabel("Mixture 2", exactly())).hasValue("squad-v2 80, swag");
		assertThat(this.page.getByLabel("Name of mixture 4")).hasValue("QA+MCC+SC");
		assertThat(this.page.locator("#encoder")).hasValue("bert-base-cased");
		assertThat(this.page.locator("#dataset-4")).hasValue("mnli");
		assertThat(this.page.locator(".count")).hasText("4 combinations with 3 seeds: 12 runs, and the controls");
		assertThat(this.page.locator("#study")).hasValue(Pattern.compile("\"QA\\+MCC\""));
	}

	@Test
	void formAndJsonAreKeptInSync() {
		open("#/studies/new");
		json(SMALL.formatted(""));
		assertThat(this.page.locator("#study-seeds")).hasValue("0, 1");
		assertThat(this.page.locator("#axis-0")).hasValue("learningRate");
		assertThat(this.page.locator("#values-0")).hasValue("1e-5, 3e-5");
		assertThat(this.page.locator("#plan-batchSize")).hasValue("8");
		type("#plan-batchSize", "4");
		type("#study-seeds", "0, 1, 2, 7");
		type("#values-0", "1e-5, 2e-5, 5e-5");
		assertThat(this.page.locator(".count")).containsText("12 runs");
		this.page.locator("label.control", having("placebo")).locator("input").check();
		this.page.locator("#study-search").selectOption("halving");
		type("#plan-search-reduction", "2");
		JsonNode study = request();
		assertThat(study.at("/plan/batchSize").asInt()).isEqualTo(4);
		assertThat(study.get("seeds").toString()).isEqualTo("[0,1,2,7]");
		assertThat(study.at("/axes/0/values/2").asDouble()).isEqualTo(5e-5);
		assertThat(study.get("controls").toString()).isEqualTo("[\"baseline\",\"placebo\"]");
		assertThat(study.get("search").toString()).isEqualTo("{\"kind\":\"halving\",\"reduction\":2}");
		assertThat(this.page.locator("#study-most")).isHidden();
	}

	@Test
	void aSearchThatLearnsHasItsOwnFields() {
		open("#/studies/new");
		json(SMALL.formatted(""));
		this.page.locator("#study-search").selectOption("gaussian-process");
		type("#plan-search-initial", "3");
		assertThat(this.page.locator(".count")).containsText("12 combinations with 2 seeds: 24 runs");
		assertThat(request().get("search").toString()).isEqualTo("{\"kind\":\"gaussian-process\",\"initial\":3}");
		assertThat(this.page.locator("#study-most")).isHidden();
		this.page.locator("#study-search").selectOption("thompson");
		type("#plan-search-count", "9");
		assertThat(request().get("search").toString()).isEqualTo("{\"kind\":\"thompson\",\"count\":9}");
		assertThat(this.page.locator(".count")).containsText("9 combinations with 1 seed: 9 runs");
	}

	@Test
	void axesOfEveryKindAreAddedAndRemoved() {
		open("#/studies/new");
		json(SMALL.formatted(""));
		axis(1, "tasks[sample-squad].weight");
		type("#values-1", "0.5, 0.8");
		axis(2, "optimizer");
		this.page.getByLabel("adamw", exactly()).check();
		axis(3, "encoder");
		this.page.locator(".axis").nth(3).getByLabel("minilm-l6-uncased").check();
		axis(4, "sampling");
		type("#values-4", "{\"policy\": \"fixed\"}\n{\"policy\": \"proportional\"}");
		axis(5, "tasks");
		this.page.getByText("Add a mixture").click();
		type("[aria-label='Mixture 1']", "sample-squad 70, sample-cola");
		type("[aria-label='Name of mixture 1']", "both");
		assertThat(request().get("axes").toString()).isEqualTo(
				"[{\"field\":\"learningRate\",\"values\":[1.0E-5,3.0E-5]},{\"field\":\"tasks[sample-squad].weight\",\"values\":[0.5,0.8]},{\"field\":\"optimizer\",\"values\":[\"adamw\"]},"
						+ "{\"field\":\"encoder\",\"values\":[\"minilm-l6-uncased\"]},{\"field\":\"sampling\",\"values\":[{\"policy\":\"fixed\"},{\"policy\":\"proportional\"}]},"
						+ "{\"field\":\"tasks\",\"values\":[[{\"dataset\":\"sample-squad\",\"weight\":0.7},{\"dataset\":\"sample-cola\"}]],\"labels\":[\"both\"]}]");
		this.page.getByLabel("Remove learningRate").click();
		assertThat(this.page.locator(".axis")).hasCount(5);
		assertThat(request().at("/axes/0/field").asString()).isEqualTo("tasks[sample-squad].weight");
	}

	@Test
	void allFaultsAreShownBesideTheirFields() {
		open("#/studies/new");
		json(SMALL.formatted(", \"parallel\": 0, \"search\": {\"kind\": \"halving\", \"reduction\": 99}")
			.replace("\"batchSize\": 8", "\"batchSize\": 0")
			.replace("3e-5]", "7]")
			.replace("\"seeds\": [0, 1]", "\"seeds\": [1, 1]"));
		this.page.getByText("Check", exactlyText()).click();
		assertThat(this.page.locator(".problem")).hasText("5 faults, each beside its field.");
		assertThat(field("#study-seeds")).containsText("a seed is given twice");
		assertThat(field("#plan-parallel")).containsText("from 1 to 100, not 0");
		assertThat(field("#plan-search-reduction")).containsText("from 2 to 10, not 99");
		assertThat(field("#plan-batchSize")).containsText("from 1 to 4096, not 0");
		assertThat(this.page.locator(".axis .fault")).hasText("above 0.0 to 1.0, not 7.0 (in learningRate 7)");
		assertThat(this.page.locator("#plan-batchSize")).hasAttribute("aria-invalid", "true");
	}

	@Test
	void aCheckShowsRunsStepsHoursAndReusedJobs() {
		open("#/studies/new");
		json(SMALL.formatted(", \"controls\": [\"baseline\", \"equal-steps\"]"));
		this.page.getByText("Check", exactlyText()).click();
		Locator checked = this.page.locator(".checked");
		assertThat(checked.locator("tbody tr")).hasCount(4);
		assertThat(checked.locator("tbody tr").first()).containsText("baseline");
		assertThat(checked.locator(".tile").first()).hasText("Runs84 arms with 2 seeds");
		assertThat(checked.locator("tfoot")).hasText(Pattern.compile("Remaining\\s*8\\s*0\\s*\\d+\\s*\\d\\.\\d\\d"));
	}

	@Test
	void aDraftIsKeptSeparatelyFromThatOfARun() {
		open("#/studies/new");
		type("#study-name", "begun and left");
		open("#/new");
		assertThat(this.page.getByLabel("Name")).hasValue("sample: questions, choices and sentences");
		open("#/studies/new");
		assertThat(this.page.locator("#study-name")).hasValue("begun and left");
		this.page.getByText("Start over").click();
		assertThat(this.page.locator("#study-name")).hasValue("quick");
	}

	@Test
	void aNamedPresetIsFilledIn() {
		open("#/studies/new");
		json("{\"preset\": \"quick\", \"seeds\": [5], \"plan\": {\"batchSize\": 4}}");
		this.page.getByText("Show its fields").click();
		assertThat(this.page.locator("#values-0")).hasValue("0.5, 1");
		assertThat(this.page.locator("#plan-batchSize")).hasValue("4");
		assertThat(this.page.locator("#study-seeds")).hasValue("5");
		assertThat(request().has("preset")).isFalse();
	}

	@Test
	void theFormFitsAPhone() {
		this.page.setViewportSize(390, 844);
		open("#/studies/new?preset=table-1");
		assertThat(this.page.locator("#plan-parallel")).isVisible();
		assertThat((Boolean) this.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).isTrue();
	}

	private void axis(int at, String path) {
		this.page.getByText("Add a field that varies").click();
		this.page.locator("#axis-" + at).selectOption(path);
	}

	private void json(String text) {
		assertThat(this.page.locator("#plan-parallel")).isVisible();
		this.page.locator("#study").fill(text);
	}

	private void type(String field, String text) {
		this.page.locator(field).fill(text);
		this.page.locator(field).blur();
	}

	private JsonNode request() {
		return JsonMapper.shared().readTree(this.page.locator("#study").inputValue());
	}

	private Locator field(String input) {
		return this.page.locator(".field", new Page.LocatorOptions().setHas(this.page.locator(input))).locator(".fault");
	}

	private static Page.LocatorOptions having(String text) {
		return new Page.LocatorOptions().setHasText(text);
	}

	private static Page.GetByLabelOptions exactly() {
		return new Page.GetByLabelOptions().setExact(true);
	}

	private static Page.GetByTextOptions exactlyText() {
		return new Page.GetByTextOptions().setExact(true);
	}

}
