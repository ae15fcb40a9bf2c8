package io.mtdnn.evaluation.web;

import java.util.List;
import java.util.Map;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.Fingerprint;
import io.mtdnn.datasets.Split;
import io.mtdnn.evaluation.web.EvaluationsController.Request;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class EvaluationsControllerTests {

	private static final String INLINE = """
			{"data": [{"paragraphs": [{"qas": [{"id": "a", "answers": [{"text": "red"}]}, {"id": "b", "answers": []}]}]}]}""";

	private final EvaluationsController controller = new EvaluationsController(new OneDataset());

	@Test
	void aNamedAndAnInlineDatasetGiveTheSameMetrics() {
		Map<String, String> predictions = Map.of("a", "red", "b", "blue");
		EvaluationsController.Result named = this.controller
			.evaluate(new Request(json("\"colours\""), predictions, null, null));
		assertThat(named.metrics()).containsEntry("exact", 50.0).containsEntry("total", 2.0);
		assertThat(named.threshold()).isEqualTo(1);
		assertThat(this.controller.evaluate(new Request(json(INLINE), predictions, null, null))).isEqualTo(named);
		assertThat(this.controller.evaluate(new Request(json(INLINE), predictions, Map.of("a", -1.0, "b", 2.0), 0.0))
			.metrics()).containsEntry("exact", 100.0).containsEntry("best_f1_thresh", -1.0);
	}

	@Test
	void everyFaultIsNamed() {
		assertFields(new Request(null, null, null, null), "dataset", "predictions");
		assertFields(new Request(json("\"none\""), Map.of(), null, null), "dataset");
		assertFields(new Request(json(INLINE), Map.of("a", ""), Map.of("b", 1.0), null), "predictions", "nullOdds");
		assertFields(new Request(json("{\"data\": []}"), Map.of(), null, null), "dataset");
		assertFields(
				new Request(json(INLINE), Map.of("a", "", "b", ""),
						Map.of("a", Double.POSITIVE_INFINITY, "b", Double.NaN), Double.NEGATIVE_INFINITY),
				"nullOdds", "threshold");
		assertFields(new Request(json("{\"data\": [5]}"), null, null, null), "dataset.data[0].paragraphs",
				"predictions");
	}

	private void assertFields(Request request, String... fields) {
		assertThat(catchThrowableOfType(InvalidEvaluationException.class, () -> this.controller.evaluate(request))
			.faults()).extracting("field").containsExactly((Object[]) fields);
	}

	private static JsonNode json(String json) {
		return JsonMapper.shared().readTree(json);
	}

	/** A catalog of one dataset. */
	private static final class OneDataset implements DatasetCatalog {

		@Override
		public List<String> names() {
			return List.of("colours");
		}

		@Override
		public Task task(String dataset) {
			return new Task(dataset, HeadKind.SPAN, List.of());
		}

		@Override
		public Fingerprint fingerprint(String dataset, Split split) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Dataset read(String dataset, Split split, int maxSkippedRows) {
			if (!dataset.equals("colours")) {
				throw new DatasetException(dataset, "there is no dataset '" + dataset + "'; known are colours");
			}
			List<SpanExample> examples = List.of(new SpanExample("a", "red", "what", List.of(new GoldAnswer("red", 0))),
					new SpanExample("b", "red", "why", List.of()));
			return new Dataset(task(dataset), split, List.copyOf(examples), List.of(), List.of(), "");
		}

	}

}
