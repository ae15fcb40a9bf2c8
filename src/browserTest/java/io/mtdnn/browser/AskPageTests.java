package io.mtdnn.browser;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Questions and the display of their answers. */
@PagesSettings
class AskPageTests extends BrowserTestBase {

	@Test
	void anAnswerIsHighlightedInItsPassage() {
		answerWith("**/qa", LaidIn.ANSWER);
		open("#/ask");
		this.page.locator("#context").fill("\ud83d\ude00 Marta built it.");
		this.page.locator("#question").press("Control+Enter");
		assertThat(this.page.locator("mark")).hasText("Marta");
		assertThat(this.page.locator(".gauge")).containsText("-3.500");
		assertThat(this.page.locator(".candidates li")).hasCount(2);
		assertThat(this.page.locator("#announcer")).hasText("Marta");
	}

	@Test
	void aNewThresholdAppliesAtOnce() {
		answerWith("**/qa", LaidIn.ANSWER);
		open("#/ask");
		ask();
		assertThat(this.page.locator("[data-text]")).hasText("Marta");
		this.page.locator(".gauge input").fill("-5");
		assertThat(this.page.locator("[data-text]")).hasText("No answer in this context");
		assertThat(this.page.locator("mark")).hasCount(0);
		this.page.getByText("Back to the model's threshold").click();
		assertThat(this.page.locator("[data-text]")).hasText("Marta");
	}

	@Test
	void twoModelsAreComparedSideBySide() {
		answerWith("**/models?**", "{\"items\": [{\"id\": \"m\", \"name\": \"one\", \"metrics\": {}}, {\"id\": \"n\", \"name\": \"two\", \"metrics\": {}}]}");
		answerWith("**/qa/compare", "{\"agree\": false, \"answers\": [%s, %s]}".formatted(LaidIn.ANSWER,
				LaidIn.ANSWER.replace("\"answer\": \"Marta\", \"score\": 0.75, \"start\": 2, \"end\": 7, \"nullOdds\": -3.5", "\"answer\": \"\", \"score\": 0.5, \"start\": 0, \"end\": 0, \"nullOdds\": 2")
					.replace("\"m\", \"modelName\": \"one\"", "\"n\", \"modelName\": \"two\"")));
		open("#/ask?other=n");
		ask();
		assertThat(this.page.locator("[data-text]")).hasText(new String[] { "Marta", "No answer in this context" });
		assertThat(this.page.locator(".note")).hasText("The models give different answers.");
		Locator second = this.page.locator(".answer-card").last();
		second.locator(".candidates button").first().hover();
		assertThat(second.locator("mark.lit")).hasText("e lig");
	}

	@Test
	void aModelThatIsNotListedIsAskedAndNotTheDefault() {
		answerWith("**/models?**", "{\"items\": [{\"id\": \"m\", \"name\": \"one\", \"aliases\": [\"default\"], \"metrics\": {}}]}");
		answerWith("**/qa", LaidIn.ANSWER);
		open("#/ask?model=gone");
		assertThat(this.page.locator("#model")).hasValue("gone");
		Request asked = this.page.waitForRequest("**/qa", this::ask);
		assertThat(asked.postData()).contains("\"model\":\"gone\"");
		this.page.waitForURL("**model=gone**");
	}

	@Test
	void aQuestionOfTheEvaluationSetIsAskedAndShownWithItsGoldAnswer() {
		answerWith("**/models?**", "{\"items\": [{\"id\": \"m\", \"name\": \"one\", \"aliases\": [\"default\"], \"metrics\": {\"sample-squad\": {\"exact\": 50, \"f1\": 60}}}]}");
		answerWith("**/models/m/questions?**", "{\"items\": [{\"id\": \"1\", \"question\": \"Who built it?\", \"context\": \"A Marta built it.\", \"golds\": [\"A Marta\", \"A Marta\"]}]}");
		answerWith("**/qa", LaidIn.ANSWER);
		open("#/ask");
		this.page.locator(".examples").getByText("Who built it?").click();
		assertThat(this.page.locator("#context")).hasValue("A Marta built it.");
		assertThat(this.page.locator(".answer-card").getByText("Gold:")).containsText("A Marta");
		assertThat(this.page.locator(".passage mark.gold.span")).hasText("Marta");
		this.page.locator("#question").fill("Who built this?");
		ask();
		assertThat(this.page.getByText("Gold:")).hasCount(0);
	}

	@Test
	void onAPhoneTheAnswerIsScrolledIntoView() {
		this.page.setViewportSize(390, 844);
		answerWith("**/qa", LaidIn.ANSWER.replace("\"answer\": \"Marta\"", "\"answer\": \"\""));
		open("#/ask");
		this.page.locator("#question").press("Control+Enter");
		assertThat(this.page.locator("[data-text]")).isInViewport();
	}

	@Test
	void theAddressContainsTheQuestion() {
		open("#/ask");
		this.page.locator("#question").fill("What is it?");
		this.page.waitForURL("**question=What+is+it**");
		this.page.reload();
		assertThat(this.page.locator("#question")).hasValue("What is it?");
	}

	@Test
	void aSentenceIsClassified() {
		answerWith("**/classification", "{\"label\": \"acceptable\", \"score\": 0.9, \"labels\": [{\"label\": \"acceptable\", \"score\": 0.9}, {\"label\": \"unacceptable\", \"score\": 0.1}], \"task\": \"cola\", \"model\": \"m\"}");
		open("#/ask?tab=classification");
		ask();
		assertThat(this.page.locator("[data-text]")).hasText("acceptable");
		assertThat(this.page.locator(".candidates li").last()).containsText("10.0 %");
	}

	@Test
	void anAnswerThatArrivesOnAnotherTabIsNotShown() {
		List<Route> held = new CopyOnWriteArrayList<>();
		this.page.route("**/qa", held::add);
		answerWith("**/classification", "{\"label\": \"acceptable\", \"score\": 1, \"labels\": [{\"label\": \"acceptable\", \"score\": 1}], \"task\": \"cola\", \"model\": \"m\"}");
		open("#/ask");
		ask();
		this.page.waitForCondition(() -> !held.isEmpty());
		this.page.locator("#tab-classification").click();
		this.page.waitForResponse("**/qa", () -> held.get(0).fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(LaidIn.ANSWER)));
		this.page.evaluate("fetch('icon.svg').then((found) => found.text())");
		assertThat(this.page.locator("[data-text]")).hasCount(0);
		ask();
		assertThat(this.page.locator("[data-text]")).hasText("acceptable");
	}

	@Test
	void aNumberIsPredictedAndShownOnTheScaleOfItsDataset() {
		answerWith("**/models?**", "{\"items\": [{\"id\": \"m\", \"name\": \"one\", \"metrics\": {}, \"tasks\": [{\"name\": \"sts\", \"head\": \"REGRESSION\"}]}]}");
		answerWith("**/regression", "{\"value\": 4.25, \"task\": \"sts\", \"model\": \"m\", \"modelName\": \"one\"}");
		answerWith("**/datasets/sts", "{\"dataset\": {\"name\": \"sts\"}, \"samples\": [], \"values\": {\"lowest\": 0, \"highest\": 5}}");
		open("#/ask");
		this.page.locator("#tab-regression").click();
		assertThat(this.page.locator("#model option")).hasText(new String[] { "default", "one" });
		this.page.locator("#textPair").fill("A plane lands.");
		ask();
		assertThat(this.page.locator("[data-text]")).hasText("4.250");
		assertThat(this.page.locator(".gauge")).containsText("sts has values from 0.000 to 5.000.");
		assertThat(this.page.locator(".gauge .needle")).hasAttribute("x", "84.6");
		assertThat(this.page.locator("#announcer")).hasText("4.250");
		this.page.waitForURL("**tab=regression**textPair=A+plane+lands.**");
	}

	@Test
	void withoutAModelAProblemIsShown() {
		open("#/ask");
		ask();
		assertThat(this.page.locator(".problem")).isVisible();
		assertThat(this.page.locator("form button:text-is('Ask')")).isEnabled();
	}

	private void ask() {
		this.page.locator("form button:text-is('Ask')").click();
	}

}
