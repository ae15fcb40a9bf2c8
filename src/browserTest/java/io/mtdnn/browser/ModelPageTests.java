package io.mtdnn.browser;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
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

	private static final String QUESTION = """
			{"id": "%1$s", "question": "Question %1$s?", "context": "Marta built it in 1874.", "article": "A_Lighthouse", "golds": ["Marta"], "verdict": "%2$s",
			 "answer": "%3$s", "bestSpan": "%4$s", "exact": 0, "f1": 0, "nullOdds": -1}""";

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
	void aLateListOfModelsDoesNotReplaceANewerOne() {
		List<Route> held = new CopyOnWriteArrayList<>();
		answerWith("**/models?**", "{\"items\": [{\"id\": \"1\", \"name\": \"newest\", \"metrics\": {}}], \"nextCursor\": \"c\"}");
		this.page.route("**/models?**cursor=c", held::add);
		open("#/models");
		this.page.getByText("Older").click();
		this.page.waitForCondition(() -> !held.isEmpty());
		this.page.waitForResponse("**/models?limit=50", () -> this.page.goBack());
		this.page.waitForResponse("**/models?**cursor=c", () -> held.get(0).fulfill(new Route.FulfillOptions().setContentType("application/json")
			.setBody("{\"items\": [{\"id\": \"2\", \"name\": \"older\", \"metrics\": {}}]}")));
		this.page.evaluate("fetch('icon.svg').then((found) => found.text())");
		assertThat(this.page.locator("tbody").innerText()).contains("newest");
	}

	@Test
	void aModelAtOrBelowTheBaselineIsMarked() {
		answerWith("**/models?**", """
				{"items": [{"id": "m", "name": "bad", "metrics": {"sample-squad": {"exact": 30, "f1": 31.94, "always_empty_f1": 33.33}},
				 "belowBaseline": {"sample-squad": {"metric": "f1", "score": 31.94, "baseline": 33.33},
				 "sample-cola": {"metric": "matthews_correlation", "score": -0.1, "baseline": 0}}}]}""");
		open("#/models");
		assertThat(this.page.locator("tbody div.bad").first()).containsText("F1 31.94 is no better than 33.33");
		assertThat(this.page.locator("tbody div.bad").last()).containsText("Matthews -10.00 is no better than 0.00");
	}

	@Test
	void anEvaluationInAnotherPrecisionIsPointedOut() {
		lay();
		answerWith("**/models/m", MODEL.replace("\"id\": \"m\"",
				"\"id\": \"m\", \"evaluationPrecision\": \"fp32\", \"answeringPrecision\": \"bf16\""));
		open("#/models/m");
		assertThat(this.page.getByText("Evaluated in fp32, but this node answers in bf16")).isVisible();
	}

	@Test
	void theThresholdIsDraggedAndPromoted() {
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

	@Test
	void theBestThresholdIsPromotedWithoutRounding() {
		AtomicReference<String> promoted = new AtomicReference<>();
		lay();
		answerWith("**/models/m/thresholds**", STUDY.replace("\"threshold\": 1,", "\"threshold\": 1.00004,"));
		this.page.route("**/models/m/threshold", (route) -> {
			promoted.set(route.request().postData());
			route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("{}"));
		});
		open("#/models/m");
		this.page.getByText("Best F1 (65.00)").click();
		assertThat(this.page.locator(".figures")).containsText("+5.00");
		this.page.getByText("Use this threshold").click();
		assertThat(this.page.locator("#announcer")).hasText("The threshold is now 1.000.");
		assertThat(promoted.get()).isEqualTo("{\"threshold\":1.00004}");
	}

	@Test
	void aDragChangesTheAddressAFewTimesASecond() {
		lay();
		open("#/models/m");
		assertThat(this.page.locator(".figures")).containsText("60.00");
		Object changes = this.page.evaluate("""
				async () => {
					let changes = 0;
					const replace = history.replaceState;
					history.replaceState = function (...all) {
						changes++;
						replace.apply(history, all);
					};
					const slider = document.querySelector("input.threshold");
					for (let i = 0; i <= 100; i++) {
						slider.value = String(-2 + i * 0.03);
						slider.dispatchEvent(new Event("input", { bubbles: true }));
					}
					history.replaceState = replace;
					return changes;
				}""");
		assertThat(((Number) changes).intValue()).isLessThan(50);
		this.page.waitForURL("**threshold=1");
	}

	@Test
	void aFileWithAForeignNameKeepsIt() {
		lay();
		this.page.route("**/models/m/export?**", (route) -> route.fulfill(new Route.FulfillOptions().setBody("zip")
			.setHeaders(Map.of("Content-Type", "application/octet-stream", "Content-Disposition",
					"attachment; filename=\"=?UTF-8?Q?qa-=C3=A9.zip?=\"; filename*=UTF-8''qa-%C3%A9.zip"))));
		open("#/models/m");
		Download download = this.page.waitForDownload(() -> this.page.getByText("Bundle", new Page.GetByTextOptions().setExact(true)).click());
		assertThat(download.suggestedFilename()).isEqualTo("qa-\u00e9.zip");
	}

	private static double number(List<?> values, int index) {
		return ((Number) values.get(index)).doubleValue();
	}

	@Test
	void anAliasIsMovedAndRolledBack() {
		AtomicReference<String> moved = new AtomicReference<>();
		lay();
		layAlias("other", "the other", "{\"alias\": \"production\", \"kind\": \"moved\", \"modelId\": \"other\", \"modelName\": \"the other\", \"at\": \"2026-01-01T00:00:00Z\", \"by\": \"ada\"}");
		this.page.route("**/models/aliases/production", (route) -> {
			moved.set(route.request().postData());
			layAlias("m", "one", """
					{"alias": "production", "kind": "moved", "modelId": "m", "modelName": "one", "at": "2026-01-02T00:00:00Z", "by": "grace"},
					{"alias": "production", "kind": "moved", "modelId": "other", "modelName": "the other", "at": "2026-01-01T00:00:00Z"}""");
			route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("{}"));
		});
		open("#/models/m");
		this.page.locator("#alias").fill("production");
		this.page.getByText("Promote to this alias").click();
		assertThat(this.page.locator(".tag.alias")).containsText("production");
		assertThat(moved.get()).isEqualTo("{\"model\":\"m\"}");
		Locator history = this.page.locator("[data-alias=production]");
		history.locator("summary").click();
		assertThat(history.locator("li").first()).containsText("by grace");
		assertThat(history.locator("li").last()).containsText("by the service");
		Request rolledBack = this.page.waitForRequest("**/models/aliases/production/rollback", () -> history.getByText("Roll back", new Locator.GetByTextOptions().setExact(true)).click());
		assertThat(rolledBack.method()).isEqualTo("POST");
	}

	private void layAlias(String model, String name, String moves) {
		answerWith("**/models/aliases", "{\"items\": [{\"alias\": \"production\", \"modelId\": \"%s\", \"modelName\": \"%s\"}]}".formatted(model, name));
		answerWith("**/models/aliases/production/history?**", "{\"items\": [" + moves + "]}");
	}

	@Test
	void errorsAreBrowsedByKeyboard() {
		lay();
		this.page.route("**/models/m/questions?**", (route) -> {
			boolean missed = route.request().url().contains("verdict=missed-answer");
			route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("""
					{"model": "m", "dataset": "sample-squad", "threshold": 0, "questions": 9, "counts": {"right": 5, "wrong-span": 2, "false-answer": 1, "missed-answer": 1},
					 "total": %d, "items": [%s]}""".formatted(missed ? 1 : 2, missed ? QUESTION.formatted("3", "missed-answer", "", "1874")
						: QUESTION.formatted("1", "wrong-span", "built", "built") + "," + QUESTION.formatted("2", "wrong-span", "it", "it"))));
		});
		open("#/models/m");
		Locator errors = this.page.locator(".errors");
		assertThat(errors.locator("h3")).hasText("Question 1?");
		assertThat(jumps()).isLessThan(0.05);
		assertThat(errors.locator(".verdicts")).containsText("Missed answer 1");
		assertThat(errors.locator(".passage mark.gold")).hasText("Marta");
		assertThat(errors.locator(".passage mark.of-b")).hasText("built");
		this.page.keyboard().press("j");
		assertThat(errors.locator("h3")).hasText("Question 2?");
		assertThat(this.page.locator("#announcer")).containsText("Question 2? Gold: Marta. Answer: it");
		assertThat(errors.getByText("Next")).isDisabled();
		this.page.keyboard().press("k");
		assertThat(errors.locator("h3")).hasText("Question 1?");
		errors.getByLabel("Missed answer").check();
		this.page.waitForURL("**verdict=missed-answer**");
		assertThat(errors.locator("h3")).hasText("Question 3?");
		assertThat(errors.locator(".passage mark.silenced")).hasText("1874");
		this.page.reload();
		assertThat(errors.locator("h3")).hasText("Question 3?");
	}

	private void lay() {
		answerWith("**/models/m", MODEL);
		answerWith("**/models/m/thresholds**", STUDY);
	}

}
