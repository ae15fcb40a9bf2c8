package io.mtdnn.browser;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page of a study: its table, figure and runs. */
@PagesSettings
class StudyPageTests extends BrowserTestBase {

	private static final Pattern TUNED = Pattern.compile("/experiments/s\\?scores=tuned");

	private static final String STUDY = """
			{"id": "s", "name": "quick", "createdAt": "2026-01-01T00:00:00Z", "state": "FINISHED", "counts": {"SUCCEEDED": 3, "FAILED": 1}, "definition": {"preset": "quick"},
			 "runs": [{"position": 0, "arm": "weight 1", "seed": 0, "state": "SUCCEEDED", "jobId": "1", "score": 60.5}, {"position": 1, "arm": "weight 0.5", "seed": 0, "state": "FAILED", "problem": "no room"}],
			 "analysis": {"dataset": "sample-squad", "metric": "f1", "scores": "threshold-0", "runs": 4, "finished": 3, "alwaysEmpty": 33.3, "sentence": "No difference is shown.",
			  "arms": [{"label": "weight 1", "baseline": true, "seeds": 2, "planned": 2, "main": {"mean": 60, "standardDeviation": 1, "low": 58, "high": 62}},
			           {"label": "weight 0.5", "baseline": false, "seeds": 1, "planned": 2, "main": {"mean": 62}}]}}""";

	private static final String TABLE = """
			{"caption": "quick", "metric": "f1", "level": "99 %", "notes": ["3 of 4 runs have finished.", "The paper's values are of one seed."], "rows": [{"label": "always empty", "seeds": 0, "planned": 0, "exact": 33.3, "main": 33.3},
			 {"label": "weight 1 (baseline)", "seeds": 2, "planned": 2, "exact": 55, "main": 60, "mainDeviation": 1},
			 {"label": "weight 0.5", "seeds": 1, "planned": 2, "exact": 57, "main": 62, "difference": 2, "low": -1, "high": 5, "adjusted": 0.2, "paperF1": 76.4}]}""";

	@Test
	void tableFigureAndRunsOfAStudyAreShown() {
		answerWith("**/experiments/s?**", STUDY);
		answerWith("**/experiments/s/table?**", TABLE);
		open("#/studies/s");
		assertThat(this.page.locator(".sentence")).hasText("No difference is shown.");
		assertThat(this.page.locator("td.best")).containsText("62.00");
		assertThat(this.page.locator(".results-table")).containsText("−1.00 to +5.00");
		assertThat(this.page.locator(".results-table th")).hasText(new String[] { "Arm", "Seeds", "EM", "F1", "Difference", "99 %", "p" });
		assertThat(this.page.getByText("The paper's values are of one seed.")).isHidden();
		assertThat(lines("F1 of each arm")).isEqualTo(List.of("F1"));
		assertThat(this.page.getByText("no room")).isVisible();
		this.page.getByLabel("the paper's values").check();
		assertThat(this.page.locator(".results-table")).containsText("76.40");
		assertThat(this.page.getByText("The paper's values are of one seed.")).isVisible();
		assertThat(this.page.getByText("Retry 1 failed")).isVisible();
	}

	@Test
	void aSearchThatLearnsShowsWhatItExpectsInsteadOfTests() {
		String search = """
				"search": {"kind": "thompson", "left": 2, "best": "weight 0.5", "sentence": "Thompson sampling tried 1 auxiliary task.", "tasks":
				 [{"label": "weight 0.5", "task": "cola", "pulls": 3, "mean": 0.5, "low": -0.25, "high": 1.25, "helps": 0.9, "best": 1}]}, "arms\"""";
		answerWith("**/experiments/s?**", STUDY.replace("\"arms\"", search));
		answerWith("**/experiments/s/table?**", TABLE.replace("3 of 4 runs have finished.", "Thompson sampling tried 1 auxiliary task."));
		open("#/studies/s");
		assertThat(this.page.getByLabel("Auxiliary tasks").locator("tbody td")).hasText(new String[] { "cola", "3", "+0.50", "−0.25", "+1.25", "90", "100" });
		assertThat(this.page.getByText("Up to 2 runs left to choose.")).isVisible();
		assertThat(this.page.getByText("Thompson sampling tried 1 auxiliary task.")).hasCount(1);
		assertThat(this.page.locator(".results-table th")).hasText(new String[] { "Arm", "Seeds", "EM", "F1", "Difference", "99 %" });
	}

	@Test
	void aLateResponseDoesNotReplaceANewerOne() {
		List<Route> held = new CopyOnWriteArrayList<>();
		answerWith("**/experiments/s?**", STUDY);
		answerWith("**/experiments/s/table?**", TABLE);
		open("#/studies/s");
		assertThat(this.page.locator(".sentence")).hasText("No difference is shown.");
		answerWith("**/experiments/s?**", STUDY.replace("No difference", "The newest: no difference"));
		this.page.route(TUNED, held::add);
		this.page.locator("select:has(option[value=tuned])").selectOption("tuned");
		this.page.waitForCondition(() -> !held.isEmpty());
		this.page.locator("select:has(option[value=tuned])").selectOption("threshold-0");
		assertThat(this.page.locator(".sentence")).hasText("The newest: no difference is shown.");
		this.page.waitForResponse(TUNED, () -> held.get(0).fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(STUDY)));
		this.page.evaluate("fetch('icon.svg').then((found) => found.text())");
		assertThat(this.page.locator(".sentence").innerText()).isEqualTo("The newest: no difference is shown.");
	}

	@Test
	void aLateResponseDoesNotChangeTheTitleOfTheNextPage() {
		List<Route> held = new CopyOnWriteArrayList<>();
		answerWith("**/experiments/s?**", STUDY);
		answerWith("**/experiments/s/table?**", TABLE);
		open("#/studies/s");
		assertThat(this.page).hasTitle("quick · MT-DNN Server");
		this.page.route(TUNED, held::add);
		this.page.locator("select:has(option[value=tuned])").selectOption("tuned");
		this.page.waitForCondition(() -> !held.isEmpty());
		this.page.getByText("Encoders").click();
		assertThat(this.page.locator("h1")).hasText("Encoders");
		this.page.waitForResponse(TUNED, () -> held.get(0).fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(STUDY)));
		this.page.evaluate("fetch('icon.svg').then((found) => found.text())");
		assertThat(this.page.title()).isEqualTo("Encoders · MT-DNN Server");
	}

}
