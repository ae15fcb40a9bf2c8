package io.mtdnn.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.mtdnn.MtDnnServer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages of a service that trains: from the form to the answers of two models. */
@SpringBootTest(classes = MtDnnServer.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.datasource.url=jdbc:h2:mem:livepages;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.data-dir=target/browser-tests/data", "mtdnn.cache-dir=target/browser-tests/cache",
		"mtdnn.runs-dir=target/browser-tests/runs", "mtdnn.artifacts.directory=target/browser-tests/artifacts",
		"mtdnn.encoders-dir=target/browser-tests/encoders", "mtdnn.encoder-archives=${mtdnn.test.archives}" })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LivePagesTests extends BrowserTestBase {

	private static final LocatorAssertions.HasTextOptions LONG = new LocatorAssertions.HasTextOptions().setTimeout(180_000);

	private static final String PLAN = """
			{"name": "%s", "encoder": "minilm-l6-uncased", "epochs": %d, "batchSize": 4, "maxSequenceLength": 128, "seed": %d, "tasks": [{"dataset": "sample-squad", "weight": 0.7},
			 {"dataset": "sample-cola"}], "limits": {"train": {"sample-squad": 24, "sample-cola": 24}, "evaluation": {"sample-squad": 24, "sample-cola": 8}}}""";

	@Test
	@Order(1)
	void aRunIsStartedFromTheFormAndFollowedUntilItEnds() {
		open("#/new");
		this.page.locator("#plan").fill(PLAN.formatted("first", 3, 1));
		this.page.getByText("Start training").click();
		assertThat(this.page.locator("h1")).hasText("first", LONG);
		assertThat(this.page.locator(".status").first()).hasText("running", LONG);
		selectWhileItUpdates();
		this.page.context().setOffline(true);
		this.page.route("**/jobs/**", Route::abort);
		assertThat(this.page.locator("#connection")).containsText(Pattern.compile("No connection since 1\\d s"));
		this.page.unroute("**/jobs/**");
		this.page.context().setOffline(false);
		assertThat(this.page.locator("#connection")).isHidden();
		this.page.reload();
		assertThat(this.page.locator(".status").first()).hasText("succeeded", LONG);
		assertThat(this.page.locator("pre.log")).containsText("has ended: SUCCEEDED");
		assertThat(lines("Training loss").stream().map(Object::toString)).contains("sample-squad", "sample-cola");
		assertThat(this.page.locator(".attempts li")).hasCount(1);
	}

	/** The selection stays while the number of steps grows. */
	private void selectWhileItUpdates() {
		Locator step = this.page.locator(".tile", new Page.LocatorOptions().setHasText("Step"));
		assertThat(step).containsText(Pattern.compile("Step\\d"));
		this.page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))");
		String before = step.innerText();
		this.page.waitForCondition(() -> !step.innerText().equals(before));
		assertThat(this.page.evaluate("getSelection().toString()")).isEqualTo("first");
	}

	@Test
	@Order(2)
	void notesAreEditedInPlace() {
		open("#/runs/latest");
		this.page.getByText("Edit", new Page.GetByTextOptions().setExact(true)).click();
		this.page.locator("#tags").fill("night, small");
		this.page.locator("#notes").fill("learns little");
		this.page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
		assertThat(this.page.locator(".notes")).hasText("learns little");
		this.page.getByText("small", new Page.GetByTextOptions().setExact(true)).click();
		assertThat(this.page.locator("h1")).hasText("Runs");
		assertThat(this.page.locator("tbody tr")).hasCount(1);
	}

	@Test
	@Order(3)
	void twoRunsAreChosenAndCompared() {
		post("jobs", PLAN.formatted("second", 1, 2));
		open("#/runs?columns=status.score.loss");
		Locator second = this.page.locator("tr", new Page.LocatorOptions().setHasText("second"));
		assertThat(second.locator(".status")).hasText("succeeded", LONG);
		assertThat(second.locator(".scores")).containsText("F1");
		this.page.getByLabel("Choose first").check();
		this.page.getByLabel("Choose second").check();
		this.page.getByText("Compare 2").click();
		assertThat(this.page.locator("h1")).hasText("Compare 2 runs");
		assertThat(lines("Training loss").stream().map(Object::toString)).containsExactlyInAnyOrder("first", "second");
		assertThat(this.page.locator("table.plans")).containsText("Seed");
		assertThat(this.page.locator("td.best").first()).isVisible();
	}

	@Test
	@Order(4)
	void aThresholdIsFoundAndPromoted() {
		String model = get("models").at("/items/0/id").asString();
		open("#/models/" + model);
		assertThat(lines("Scores over the threshold")).hasSize(4);
		assertThat(lines("Null odds")).hasSize(2);
		assertThat(lines("Risk over coverage")).hasSize(1);
		this.page.locator("input.threshold").press("Home");
		this.page.getByText("Use this threshold").click();
		assertThat(this.page.locator("#announcer")).containsText("The threshold is now");
		assertThat(get("models/" + model).get("nullThreshold").asDouble()).isNotZero();
	}

	@Test
	@Order(4)
	void theJavaSnippetRunsUnchanged(@TempDir Path directory) throws IOException, InterruptedException {
		open("#/models/" + get("models").at("/items/0/id").asString());
		this.page.getByText("Java", exactly()).click();
		Path file = Files.writeString(directory.resolve("Ask.java"), this.page.locator("[data-snippet=Java]").innerText());
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), file.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(JsonMapper.shared().readTree(output).has("nullOdds")).isTrue();
	}

	@Test
	@Order(5)
	void twoModelsAnswerTheSameQuestion() {
		List<String> models = get("models").get("items").valueStream().map((one) -> one.get("id").asString()).toList();
		open("#/ask?model=%s&other=%s".formatted(models.get(0), models.get(1)));
		this.page.locator("#question").press("Control+Enter");
		assertThat(this.page.locator(".answer-card")).hasCount(2);
		assertThat(this.page.locator(".candidates").first().locator("li").first()).isVisible();
		this.page.locator(".gauge input").first().press("Home");
		assertThat(this.page.locator("[data-text]").first()).hasText("No answer in this context");
		assertThat((Boolean) this.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).isTrue();
	}

	@Test
	@Order(6)
	void errorsAreBrowsedAndAskedAgain() {
		String model = get("models").at("/items/0/id").asString();
		open("#/models/%s?verdict=right&threshold=-100".formatted(model));
		Locator errors = this.page.locator(".errors");
		assertThat(errors.locator("h3")).containsText("?");
		assertThat(errors.locator("dl").first()).containsText("no answer");
		String question = errors.locator("h3").innerText();
		errors.getByText("Ask the model this question").click();
		assertThat(this.page.locator("#question")).hasValue(question);
		this.page.locator(".examples .chip").first().click();
		assertThat(this.page.locator(".answer-card").getByText("Gold:")).isVisible();
	}

	@Test
	@Order(7)
	void anAliasIsPromotedAndRolledBack() {
		List<String> models = get("models").get("items").valueStream().map((one) -> one.get("id").asString()).toList();
		for (String model : models) {
			open("#/models/" + model);
			this.page.locator("#alias").fill("live");
			this.page.getByText("Promote to this alias").click();
			assertThat(this.page.locator(".tag.alias", new Page.LocatorOptions().setHasText("live"))).isVisible();
		}
		Locator history = this.page.locator("[data-alias=live]");
		history.locator("summary").click();
		assertThat(history.locator("li")).hasCount(2);
		assertThat(history.locator("li").first()).containsText("by anybody");
		history.getByText("Roll back", new Locator.GetByTextOptions().setExact(true)).click();
		assertThat(history.locator("li").first()).containsText("rolled back to");
		assertThat(get("models/live").get("id").asString()).isEqualTo(models.get(0));
	}

	@Test
	@Order(8)
	void theQuickPresetIsStartedAsAStudyAndItsTableFills() {
		open("#/studies");
		this.page.getByText("New experiment", exactly()).click();
		this.page.locator("#study").fill("""
				{"preset": "quick", "seeds": [0], "plan": {"batchSize": 8, "maxSequenceLength": 96, "docStride": 32,
				 "limits": {"train": {"sample-squad": 16, "sample-swag": 16, "sample-cola": 16}, "evaluation": {"sample-squad": 16, "sample-swag": 16, "sample-cola": 16}}}}""");
		this.page.getByText("Check", exactly()).click();
		assertThat(this.page.locator(".checked .tile").first()).containsText("2 arms with 1 seed");
		this.page.getByText("Start the experiment").click();
		assertThat(this.page.locator("h1")).hasText("quick");
		assertThat(this.page.locator(".results-table")).containsText("0 of 1");
		assertThat(this.page.locator(".results-table td:text-is('1 of 1')")).hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(240_000));
		assertThat(this.page.locator(".sentence")).not().containsText("No run has finished");
		assertThat(saved("CSV")).contains("sample-squad weight 1.0");
		assertThat(saved("Markdown")).contains("| ");
		assertThat(saved("LaTeX")).contains("\\toprule");
		assertThat(saved("SVG")).contains("<svg");
		assertThat(saved("PDF")).startsWith("%PDF");
		this.page.evaluate("navigator.clipboard.writeText = async (text) => window.copied = text");
		this.page.getByText("Copy the request").click();
		assertThat((String) this.page.evaluate("window.copied")).contains("\"seeds\"");
		this.page.locator("#seeds").fill("1");
		this.page.getByText("Add seeds").click();
		assertThat(this.page.locator(".results-table td:text-is('1 of 2')")).hasCount(2);
		this.page.getByText("Stop", exactly()).click();
		assertThat(this.page.locator(".status").first()).hasText("stopped");
	}

	private String saved(String kind) {
		Download download = this.page.waitForDownload(() -> this.page.getByText(kind, exactly()).first().click());
		try (var stream = download.createReadStream()) {
			return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Page.GetByTextOptions exactly() {
		return new Page.GetByTextOptions().setExact(true);
	}

	@Test
	@Order(9)
	void aRunIsCancelledResumedAndItsCheckpointsDeleted() {
		post("jobs", PLAN.formatted("stopped", 60, 3));
		open("#/runs/latest");
		assertThat(this.page.locator("h1")).hasText("stopped", LONG);
		assertThat(this.page.locator(".tile", new Page.LocatorOptions().setHasText("Step"))).containsText(Pattern.compile("Step\\d"),
				new LocatorAssertions.ContainsTextOptions().setTimeout(180_000));
		cancel();
		this.page.getByText("Resume", exactly()).click();
		assertThat(this.page.locator(".status").first()).hasText("running", LONG);
		assertThat(this.page.locator(".attempts li")).hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(180_000));
		cancel();
		this.page.getByText("Delete checkpoints", exactly()).click();
		this.page.locator("dialog").getByText("Delete the checkpoints", exactlyIn()).click();
		assertThat(this.page.locator("#announcer")).containsText("The checkpoints were deleted.");
		assertThat(this.page.locator("h1")).hasText("stopped");
	}

	private void cancel() {
		this.page.getByText("Cancel", exactly()).click();
		this.page.locator("dialog").getByText("Cancel the run", exactlyIn()).click();
		assertThat(this.page.locator(".status").first()).hasText("cancelled", LONG);
	}

	private static Locator.GetByTextOptions exactlyIn() {
		return new Locator.GetByTextOptions().setExact(true);
	}

}
