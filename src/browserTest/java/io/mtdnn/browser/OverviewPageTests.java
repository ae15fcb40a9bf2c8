package io.mtdnn.browser;

import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The first page: what runs and waits, the newest results beside the best, the nodes, and the meters. */
@PagesSettings
class OverviewPageTests extends BrowserTestBase {

	private static final String NOTHING = "{\"items\": []}";

	private static final String NEWEST = LaidIn.JOB.replace("\"models\": [\"1\"]", "\"models\": [], \"scores\": [{\"dataset\": \"sample-squad\", \"metric\": \"f1\", \"value\": 47.25}]");

	private static final String BEST = NEWEST.replace("\"id\": \"1\"", "\"id\": \"2\"").replace("<b>bold</b>", "the best run").replace("47.25", "50.75");

	private static final String RUNNING = LaidIn.JOB.replace("SUCCEEDED", "RUNNING").replace("\"finishedAt\": \"2026-01-01T00:01:10Z\", ", "")
		.replace("<b>bold</b>", "trains now").replace("\"examplesPerSecond\": 22.0", "\"examplesPerSecond\": 22.0, \"secondsLeft\": 61");

	private static final String WAITING = LaidIn.JOB.replace("SUCCEEDED", "QUEUED").replace("<b>bold</b>", "waits").replaceAll(", *\n *\"progress\": [{][^}]*[}]", ", \"preflight\": {\"estimatedSeconds\": 125}");

	private static final String NODES = """
			{"items": [{"name": "a", "host": "a", "roles": ["api", "serving"], "version": "1.0", "startedAt": "2026-01-01T00:00:00Z", "seenAt": "2026-01-01T00:00:00Z", "lost": false,
			  "facts": {"devices": [{"name": "cpu-0", "jobs": 1}], "processorShare": 0.5, "processors": 2, "memoryBytes": 1000000000, "freeDiskBytes": 2000000000, "answersPerSecond": 3.25, "refused": 4}},
			 {"name": "b", "host": "b", "roles": ["worker"], "version": "1.0", "startedAt": "2026-01-01T00:00:00Z", "seenAt": "2026-01-01T00:00:00Z", "lost": true,
			  "facts": {"devices": [], "processorShare": 0.5, "processors": 2, "memoryBytes": 1000000000, "freeDiskBytes": 2000000000}}]}""";

	/** Half of the answers take up to 0.1 s and all up to 0.2 s. */
	private static final String METERS = """
			mtdnn_serving_questions_total 10
			mtdnn_serving_answer_seconds_bucket{le="0.1"} 50
			mtdnn_serving_answer_seconds_bucket{le="0.2"} 100
			mtdnn_serving_answer_seconds_bucket{le="+Inf"} 100
			mtdnn_serving_rejected_total{reason="queue-full"} 3
			mtdnn_serving_models_loaded 2
			""";

	@Test
	void anEmptyServiceSaysWhatToDoFirst() {
		answerWith("**/jobs?**", NOTHING);
		answerWith("**/models?**", NOTHING);
		open("#/");
		assertThat(this.page.locator(".welcome li")).hasCount(3);
		this.page.getByText("Start the sample run").click();
		assertThat(this.page.locator("h1")).hasText("New run");
	}

	@Test
	void runsResultsNodesAndMeters() {
		answerWith("**/jobs?**", "{\"items\": [" + NEWEST + "]}");
		answerWith("**/jobs?*sort=-score*", "{\"items\": [" + BEST + "]}");
		answerWith("**/jobs?status=RUNNING**", "{\"items\": [" + RUNNING + "]}");
		answerWith("**/jobs?status=QUEUED&sort=created**", "{\"nextCursor\": \"more\", \"items\": [" + WAITING + "]}");
		answerWith("**/jobs?status=PREPARING&sort=created**", NOTHING);
		answerWith("**/nodes", NODES);
		this.page.route("**/actuator/prometheus", (route) -> route.fulfill(new Route.FulfillOptions().setContentType("text/plain").setBody(METERS)));
		open("#/");
		assertThat(card("Active runs")).containsText("trains now");
		assertThat(card("Active runs")).containsText("1 min 1 s left");
		assertThat(card("Waiting: more than 1 run")).containsText("takes about 2 min 5 s");
		assertThat(card("Newest results")).containsText("F1 47.25");
		assertThat(card("Newest results")).containsText("−3.50 to the best");
		Locator nodes = card("Nodes").locator("tbody tr");
		assertThat(nodes.first()).containsText("cpu-0 training");
		assertThat(nodes.first()).containsText("3.3");
		assertThat(nodes.last()).containsText("lost, last seen");
		assertThat(tile("95th percentile")).containsText("190 ms");
		assertThat(tile("Rejected")).containsText("queue full 3");
		assertThat(tile("Answers per second")).containsText("0.0");
	}

	@Test
	void tilesWithoutMetersStateNothing() {
		this.page.route("**/actuator/prometheus", (route) -> route.fulfill(new Route.FulfillOptions().setStatus(403)
			.setContentType("application/problem+json")
			.setBody("{\"title\": \"Not permitted\", \"detail\": \"the key may not read.\"}")));
		open("#/");
		assertThat(this.page.getByText("The meters cannot be read: the key may not read.")).isVisible();
		for (String name : List.of("Rejected", "Devices", "Uptime", "Processor")) {
			assertThat(tile(name)).containsText("unknown");
		}
	}

	private Locator card(String heading) {
		return this.page.locator("section.card", new Page.LocatorOptions().setHas(this.page.locator("h2:text-is('" + heading + "')")));
	}

	private Locator tile(String name) {
		return this.page.locator(".tile", new Page.LocatorOptions().setHasText(name));
	}

}
