package io.mtdnn.experiments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Table, figures and report of a study with real runs. */
class ReportsIntegrationTests extends ExperimentsTest {

	private static final List<String> KINDS = List.of("weight-vs-score", "mixture-vs-score", "learning-curve",
			"risk-coverage", "affinity", "gradient-cosine");

	@Test
	void aStudyIsReportedAsOnePageWithItsFigures() throws IOException {
		String id = this.client.start(study("weights <of> questions", "\"seeds\": [50, 51]").replace("\"tasks\": [",
				"\"affinity\": {\"everySteps\": 2, \"examples\": 4}, \"tasks\": ["));
		this.client.finished(id);
		for (String kind : KINDS) {
			assertThat(this.client.text("/experiments/" + id + "/figure?kind=" + kind)).contains("<svg");
			assertThat(this.client.text("/experiments/" + id + "/figure?format=pdf&kind=" + kind)).startsWith("%PDF");
		}
		MvcTestResult page = this.mvc.get().uri("/experiments/" + id + "/report?format=html").exchange();
		assertThat(page).hasStatusOk().hasContentType("text/html;charset=UTF-8");
		assertThat(page.getResponse().getHeader("Content-Security-Policy"))
			.isEqualTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'");
		String html = new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
		Files.writeString(ROOT.resolve("report.html"), html);
		assertThat(html).contains("<h1>weights &lt;of&gt; questions</h1>")
			.contains("<td>always empty</td>")
			.contains("<dt>Number of parameters</dt><dd>encoder ")
			.contains("heads squad-v2 66, cola 66, in all ")
			.contains("<td>matrixProducts</td>")
			.contains("<dt>Computing infrastructure</dt>")
			.contains("squad-v2 with 24 training and 20 evaluation examples")
			.contains("tasks[squad-v2].weight: 0.5, 1.0")
			.contains("<td>squad-v2/train</td>")
			.contains("<td>encoder small: model.safetensors</td>")
			.contains("was chosen on one half of the development set")
			.doesNotContain("<script")
			.doesNotContain("http://")
			.doesNotContain("https://");
		assertThat(html.split("data:image/svg\\+xml;base64,")).hasSize(1 + KINDS.size());
		String markdown = this.client.text("/experiments/" + id + "/report");
		assertThat(markdown).contains("## Reproducibility")
			.contains("![affinity](data:image/svg+xml;base64,")
			.contains("| squad-v2/train | `");
		Files.writeString(ROOT.resolve("table.tex"), this.client.text("/experiments/" + id + "/table?format=latex"));
		assertThat(this.client.send(HttpMethod.GET, "/experiments/" + id + "/report?format=pdf", "", 400)
			.path("field")
			.asString()).isEqualTo("format");
	}

	@Test
	void theLearningCurveIsThatOfTheTaskThatIsEvaluated() {
		String id = this.client.start(study("evaluated elsewhere", "\"seeds\": [53]").replace("\"weight\": 0.8}",
				"\"weight\": 0.8, \"evaluateOn\": [\"sample-squad\"]}"));
		assertThat(this.client.finished(id).path("analysis").path("dataset").asString()).isEqualTo("sample-squad");
		assertThat(this.client.text("/experiments/" + id + "/figure?kind=learning-curve")).contains("<svg");
	}

	@Test
	void figuresOfUnmeasuredAffinityAreRejected() {
		String id = this.client.start(study("no affinity", "\"seeds\": [52]"));
		this.client.finished(id);
		for (String kind : List.of("affinity", "gradient-cosine")) {
			assertThat(this.client.send(HttpMethod.GET, "/experiments/" + id + "/figure?kind=" + kind, "", 409)
				.path("detail")
				.asString()).contains("the plan needs the field 'affinity'");
		}
	}

}
