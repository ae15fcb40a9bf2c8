package io.mtdnn.browser;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The comparison of two models question by question. */
@PagesSettings
class ComparisonPageTests extends BrowserTestBase {

	private static final String QUESTION = """
			{"id": "%1$s", "question": "Question %1$s?", "context": "Marta built it in 1874.", "article": "A_Lighthouse", "golds": ["Marta"], "won": "A", "rightA": 1, "rightB": 0,
			 "a": [{"answer": "Marta", "bestSpan": "Marta", "exact": 1, "f1": 1, "nullOdds": -3}], "b": [{"answer": "1874", "bestSpan": "1874", "exact": 0, "f1": 0, "nullOdds": -1}]}""";

	private static final String GAP = "{\"a\": 70, \"b\": 60, \"difference\": -10, \"low\": -15, \"high\": -5, \"pValue\": 0.01}";

	private static final String MODELS = "{\"items\": [{\"id\": \"m\", \"name\": \"one\", \"metrics\": {}}, {\"id\": \"n\", \"name\": \"two\", \"metrics\": {}}, {\"id\": \"o\", \"name\": \"three\", \"metrics\": {}}]}";

	private static final String FOUND = """
			{"a": [{"id": "m", "name": "one"}], "b": [{"id": "n", "name": "two"}], "sentence": "B scores below A.", "questions": 10, "articles": 2, "total": 2,
			 "counts": {"both": 5, "neither": 2, "onlyA": 2, "onlyB": 1}, "exact": %1$s, "f1": %1$s, "items": [%2$s, %3$s],
			 "categories": [{"category": "questionWord", "value": "who", "questions": 4, "counts": {"both": 1, "neither": 1, "onlyA": 2, "onlyB": 0}, "exact": %1$s, "f1": %1$s}]}""";

	@Test
	void questionsAreReadOneByOneAndByCategory() {
		answerWith("**/models?**", MODELS);
		answerWith("**/comparisons?**", FOUND.formatted(GAP, QUESTION.formatted("1"), QUESTION.formatted("2")));
		open("#/comparison?a=m&b=n");
		assertThat(this.page.locator(".note").first()).hasText("B scores below A.");
		assertThat(this.page.locator("h3").first()).hasText("Question 1?");
		assertThat(this.page.locator(".passage mark.gold.of-a")).hasText("Marta");
		assertThat(this.page.locator(".passage mark.of-b")).hasText("1874");
		this.page.keyboard().press("j");
		assertThat(this.page.locator("h3").first()).hasText("Question 2?");
		this.page.getByText("who", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true)).click();
		this.page.waitForURL("**value=who**");
		assertThat(this.page.getByText("Only who.")).isVisible();
	}

	@Test
	void otherModelsAreChosenAfterARefusal() {
		answerWith("**/models?**", MODELS);
		answerWith("**/comparisons?**", FOUND.formatted(GAP, QUESTION.formatted("1"), QUESTION.formatted("2")));
		this.page.route("**/comparisons?*b=n*", (route) -> route.fulfill(new Route.FulfillOptions().setStatus(422).setContentType("application/problem+json")
			.setBody("{\"status\": 422, \"detail\": \"The models were evaluated on different questions.\"}")));
		open("#/comparison?a=m&b=n");
		assertThat(this.page.locator(".problem")).hasText("The models were evaluated on different questions.");
		this.page.locator("#b").selectOption("o");
		assertThat(this.page.locator("h3").first()).hasText("Question 1?");
		assertThat(this.page.locator(".problem")).hasCount(0);
	}

	@Test
	void anEarlierResponseDoesNotReplaceALaterOne() {
		List<Route> held = new CopyOnWriteArrayList<>();
		answerWith("**/models?**", MODELS);
		answerWith("**/comparisons?**", FOUND.formatted(GAP, QUESTION.formatted("1"), QUESTION.formatted("2")));
		answerWith("**/comparisons?*won=b*", FOUND.formatted(GAP, QUESTION.formatted("3"), QUESTION.formatted("4")));
		this.page.route("**/comparisons?*won=a*", held::add);
		open("#/comparison?a=m&b=n");
		this.page.getByLabel("A wins").check();
		this.page.waitForCondition(() -> !held.isEmpty());
		this.page.getByLabel("B wins").check();
		assertThat(this.page.locator("h3").first()).hasText("Question 3?");
		this.page.waitForResponse("**/comparisons?*won=a*", () -> held.get(0).fulfill(new Route.FulfillOptions().setContentType("application/json")
			.setBody(FOUND.formatted(GAP, QUESTION.formatted("1"), QUESTION.formatted("2")))));
		this.page.evaluate("fetch('icon.svg').then((found) => found.text())");
		assertThat(this.page.locator("h3").first()).hasText("Question 3?");
	}

}
