package io.mtdnn.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.mtdnn.MtDnnServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The table of 5,000 runs: sorted, filtered and paged by the service. */
@SpringBootTest(classes = MtDnnServer.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:manyruns;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
				"mtdnn.roles=api,serving", "mtdnn.data-dir=target/browser-tests/data",
				"mtdnn.cache-dir=target/browser-tests/cache", "mtdnn.runs-dir=target/browser-tests/runs",
				"mtdnn.artifacts.directory=target/browser-tests/artifacts",
				"mtdnn.encoders-dir=target/browser-tests/encoders", "mtdnn.encoder-archives=${mtdnn.test.archives}" })
@DirtiesContext
class ManyRunsPageTests extends BrowserTestBase {

	private static final int RUNS = 5000;

	private static final String PLAN = """
			{"encoder": "minilm-l6-uncased", "tasks": [{"dataset": "squad-v2", "weight": 0.8}, {"dataset": "swag", "weight": 0.2}], "epochs": 3, "seed": 1}""";

	@Autowired
	private JdbcTemplate jdbc;

	/**
	 * Run 1 to 5,000, a minute after each other: every tenth has failed, the others have an
	 * F1 of number / 100 after number + 10 seconds; every hundredth has the tag "night".
	 */
	@BeforeEach
	void store() {
		if (this.jdbc.queryForObject("select count(*) from job", Integer.class) > 0) {
			return;
		}
		this.jdbc.update("""
				insert into job (id, number, name, encoder, status, priority, max_attempts, attempt, fruitless_attempts, generation, cancel_requested, purged,
				 plan, created_at, queued_at, started_at, finished_at, step, total_steps, epoch, checkpoint_step, journal_position, next_sequence,
				 scores, score_order, ended_order, seconds, group_name)
				select 'run-' || x, x, 'run ' || x, 'minilm-l6-uncased', case when mod(x, 10) = 0 then 'FAILED' else 'SUCCEEDED' end, 0, 5, 1, 0, 1, false, false,
				 ?, t, t, t, dateadd('SECOND', x + 10, t), 100, 100, 3, 0, 0, 1,
				 case when mod(x, 10) = 0 then null else '[{"dataset": "squad-v2", "metric": "f1", "value": ' || (x / 100.0) || '}]' end,
				 case when mod(x, 10) = 0 then -1e9 else x / 100.0 end, dateadd('SECOND', x + 10, t), x + 10, case when x <= 30 then 'experiment:s' end
				from (select x, dateadd('MINUTE', x, timestamp with time zone '2026-01-01 00:00:00+00') t from system_range(1, ?) s(x))""",
				PLAN, RUNS);
		this.jdbc.update("insert into job_tag (job_id, tag) select 'run-' || x, 'night' from system_range(100, ?, 100) s(x)", RUNS);
		this.jdbc.update("insert into job_dataset (job_id, position, dataset) select 'run-' || x, 0, 'squad-v2' from system_range(1, ?) s(x)", RUNS);
		this.jdbc.update("update job_gate set next_number = ?", RUNS + 1);
	}

	@Test
	void runsAreSortedAndPagedByTheService() {
		answerWith("**/jobs/*/metrics**", LaidIn.METRICS);
		open("#/runs");
		assertThat(rows()).hasCount(50);
		assertThat(name(0)).hasText("run 5000");
		sort("Scores, %");
		assertThat(name(0)).hasText("run 4999");
		assertThat(rows().first()).containsText("49.99");
		this.page.getByText("Next", exactly()).click();
		assertThat(name(0)).hasText("run 4944");
		this.page.reload();
		assertThat(name(0)).hasText("run 4944");
		this.page.getByText("First", exactly()).click();
		sort("Duration");
		assertThat(name(0)).hasText("run 5000");
		assertThat(rows().first()).containsText("1 h 23 min");
		sort("Duration");
		assertThat(name(0)).hasText("run 1");
		assertThat(this.page.url()).contains("sort=duration");
	}

	@Test
	void runsAreFilteredByTheService() {
		answerWith("**/jobs/*/metrics**", LaidIn.METRICS);
		answerWith("**/experiments?**", "{\"items\": [{\"id\": \"s\", \"name\": \"thirty runs\"}]}");
		open("#/runs?sort=created");
		this.page.locator("#status").selectOption("FAILED");
		assertThat(name(0)).hasText("run 10");
		this.page.locator("#study").selectOption("s");
		assertThat(rows()).hasCount(3);
		this.page.locator("#status").selectOption("");
		assertThat(rows()).hasCount(30);
		this.page.locator("#study").selectOption("");
		fill("#tag", "night");
		assertThat(name(1)).hasText("run 200");
		fill("#text", "run 49");
		assertThat(rows()).hasCount(1);
		assertThat(name(0)).hasText("run 4900");
		fill("#dataset", "cola");
		assertThat(this.page.getByText("No run matches.")).isVisible();
		this.page.reload();
		assertThat(this.page.getByText("No run matches.")).isVisible();
		this.page.getByText("Show all").click();
		assertThat(rows()).hasCount(50);
	}

	@Test
	void theFirstPaintTakesLessThanASecond() {
		open("#/runs");
		assertThat(rows()).hasCount(50);
		this.page.reload();
		assertThat(rows()).hasCount(50);
		double seconds = ((Number) this.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")).doubleValue();
		assertThat(seconds).isLessThan(1);
	}

	private void sort(String column) {
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(column)).click();
	}

	private void fill(String field, String text) {
		this.page.locator(field).fill(text);
		this.page.locator(field).press("Enter");
	}

	private Locator rows() {
		return this.page.locator("tbody tr");
	}

	private Locator name(int row) {
		return rows().nth(row).locator(".name a");
	}

	private static Page.GetByTextOptions exactly() {
		return new Page.GetByTextOptions().setExact(true);
	}

}
