package io.mtdnn.browser;

import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The comparison of two models question by question. */
@PagesSettings
class ComparisonPageTests extends BrowserTestBase {

	private static final String QUESTION = """
			{"id": "%1$s", "question": "Question %1$s?", "context": "Marta built it in 1874.", "article": "A_Lighthouse", "golds": ["Marta"], "won": "A", "rightA": 1, "rightB": 0,
			 "a": [{"answer": "Marta", "bestSpan": "Marta", "exact": 1, "f1": 1, "nullOdds": -3}], "b": [{"answer": "1874", "bestSpan": "1874", "exact": 0, "f1": 0, "nullOdds": -1}]}""";

	private static final String GAP = "{\"a\": 70, \"b\": 60, \"difference\": -10, \"low\": -15, \"high\": -5, \"pValue\": 0.01}";

	@Test
	void questionsAreReadOneByOneAndByCategory() {
		answerWith("**/models?**", "{\"items\": [{\"id\": \"m\", \"name\": \"one\", \"metrics\": {}}, {\"id\": \"n\", \"name\": \"two\", \"metrics\": {}}]}");
		answerWith("**/comparisons?**", """
				{"a": [{"id": "m", "name": "one"}], "b": [{"id": "n", "name": "two"}], "sentence": "B scores below A.", "questions": 10, "articles": 2, "total": 2,
				 "counts": {"both": 5, "neither": 2, "onlyA": 2, "onlyB": 1}, "exact": %1$s, "f1": %1$s, "items": [%2$s, %3$s],
				 "categories": [{"category": "questionWord", "value": "who", "questions": 4, "counts": {"both": 1, "neither": 1, "onlyA": 2, "onlyB": 0}, "exact": %1$s, "f1": %1$s}]}"""
			.formatted(GAP, QUESTION.formatted("1"), QUESTION.formatted("2")));
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

}
