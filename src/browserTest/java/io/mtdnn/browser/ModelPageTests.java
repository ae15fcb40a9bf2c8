package io.mtdnn.browser;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Models, and the threshold studio of one. */
@PagesSettings
class ModelPageTests extends BrowserTestBase {

	private static final String MODEL = """
			{"id": "m", "name": "one", "jobId": "1", "encoder": "minilm-l6-uncased", "nullThreshold": 0, "createdAt": "2026-01-01T00:00:00Z",
			 "tasks": [{"name": "sample-squad", "head": "SPAN"}], "aliases": ["default"], "maxSequenceLength": 192, "docStride": 96,
			 "metrics": {"sample-squad": {"exact": 50, "f1": 60, "always_empty_f1": 33.33}}, "provenance": {"plan": {}}}""";

	private static final String STUDY = """
			{"model": "m", "name": "one", "dataset": "sample-squad", "threshold": 0, "total": 3,
			 "points": [{"threshold": -2, "exact": 30, "f1": 31, "hasAnsExact": 0, "hasAnsF1": 0, "noAns": 100, "hasAnsAnswered": 0},
			            {"threshold": 0, "exact": 50, "f1": 60, "hasAnsExact": 50, "hasAnsF1": 60, "noAns": 50, "hasAnsAnswered": 60},
			            {"threshold": 1, "exact": 55, "f1": 65, "hasAnsExact": 70, "hasAnsF1": 80, "noAns": 40, "hasAnsAnswered": 80},
			            {"threshold": 3, "exact": 40, "f1": 45, "hasAnsExact": 75, "hasAnsF1": 85, "noAns": 0, "hasAnsAnswered": 100}],
			 "bestExact": {"threshold": 1, "score": 55}, "bestF1": {"threshold": 1, "score": 65},
			 "riskCoverage": [{"threshold": 0, "coverage": 0.5, "risk": 0.2}, {"threshold": 1, "coverage": 0.7, "risk": 0.3}],
			 "targets": [{"target": 0.1, "threshold": -1, "coverage": 0.4, "risk": 0.08, "riskLow": 0.02, "riskHigh": 0.2, "answered": 12}]}""";

	@Test
	void allModelsCanBeReached() {
		this.page.route("**/models?**", (route) -> {
			boolean second = route.request().url().contains("cursor=a%26b");
			route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("""
					{"items": [{"id": "%1$s", "name": "model %1$s", "aliases": ["alias-%1$s"], "metrics": {}}]%2$s}"""
				.formatted(second ? "2" : "1", second ? "" : ", \"nextCursor\": \"a&b\"")));
		});
		open("#/models");
		assertThat(this.page.locator("tbody")).containsText("alias-1");
		this.page.getByText("Older").click();
		assertThat(this.page.locator("tbody")).containsText("model 2");
	}

	@Test
	void aModelThatIsNoBetterThanOneThatNeverReadsIsMarked() {
		answerWith("**/models?**", """
				{"items": [{"id": "m", "name": "bad", "metrics": {"sample-squad": {"exact": 30, "f1": 31.94, "always_empty_f1": 33.33}},
				 "belowBaseline": {"sample-squad": {"metric": "f1", "score": 31.94, "baseline": 33.33},
				 "sample-cola": {"metric": "matthews_correlation", "score": -0.1, "baseline": 0}}}]}""");
		open("#/models");
		assertThat(this.page.locator("tbody div.bad").first()).containsText("F1 31.94 is no better than 33.33");
		assertThat(this.page.locator("tbody div.bad").last()).containsText("Matthews -10.00 is no better than 0.00");
	}

	@Test
	void theThresholdIsDraggedAndUsed() {
		AtomicReference<String> promoted = new AtomicReference<>();
		lay();
		this.page.route("**/models/m/threshold", (route) -> {
			promoted.set(route.request().postData());
			route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("{}"));
		});
		open("#/models/m");
		assertThat(lines("Scores over the threshold")).hasSize(4);
		assertThat(this.page.locator(".figures")).containsText("60.00");
		List<?> place = (List<?>) chart("Scores over the threshold", """
				(() => {
					const box = canvas.getBoundingClientRect();
					return [box.left + box.width - 30, box.top + box.height / 2];
				})()""");
		this.page.mouse().move(number(place, 0) - 100, number(place, 1));
		this.page.mouse().down();
		this.page.mouse().move(number(place, 0), number(place, 1));
		this.page.mouse().up();
		assertThat(this.page.locator(".figures")).containsText("−10.00");
		this.page.getByText("Best F1 (65.00)").click();
		assertThat(this.page.locator(".figures")).containsText("+5.00");
		this.page.getByText("Use this threshold").click();
		assertThat(this.page.locator("#announcer")).hasText("The threshold is now 1.000.");
		assertThat(promoted.get()).isEqualTo("{\"threshold\":1}");
	}

	private static double number(List<?> values, int index) {
		return ((Number) values.get(index)).doubleValue();
	}

	@Test
	void anAliasIsMovedAndTakenBack() {
		AtomicReference<String> moved = new AtomicReference<>();
		lay();
		answerWith("**/models/aliases", "{\"items\": [{\"alias\": \"production\", \"modelId\": \"other\", \"modelName\": \"the other\"}]}");
		this.page.route("**/models/aliases/production", (route) -> {
			moved.set(route.request().postData());
			answerWith("**/models/aliases", "{\"items\": [{\"alias\": \"production\", \"modelId\": \"m\", \"modelName\": \"one\"}]}");
			route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("{}"));
		});
		open("#/models/m");
		this.page.locator("#alias").fill("production");
		this.page.getByText("Promote to this alias").click();
		assertThat(this.page.locator(".tag.alias")).containsText("production");
		assertThat(moved.get()).isEqualTo("{\"model\":\"m\"}");
		this.page.getByText("Moves made in this browser").click();
		this.page.getByText("Roll back").click();
		this.page.waitForCondition(() -> moved.get().equals("{\"model\":\"other\"}"));
	}

	private void lay() {
		answerWith("**/models/m", MODEL);
		answerWith("**/models/m/thresholds**", STUDY);
	}

}
