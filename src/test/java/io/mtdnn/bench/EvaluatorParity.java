package io.mtdnn.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.mtdnn.evaluation.SquadMetrics;
import io.mtdnn.evaluation.SquadPrediction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our evaluator with the arguments of the official one: dataset, predictions, null odds
 * and threshold. Prints the metrics as JSON. {@code bench/parity/evaluator.py} compares
 * the two.
 */
public final class EvaluatorParity {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private EvaluatorParity() {
	}

	/**
	 * Arguments: groups of four,
	 * {@code data.json predictions.json na_prob.json threshold}; a line of output for
	 * each.
	 */
	public static void main(String[] args) {
		for (int i = 0; i + 3 < args.length; i += 4) {
			List<SquadPrediction> predictions = predictions(read(args[i]), read(args[i + 1]), read(args[i + 2]));
			Map<String, Double> metrics = SquadMetrics.of(SquadMetrics.score(predictions),
					Double.parseDouble(args[i + 3]));
			System.out.println(JSON.writeValueAsString(metrics));
		}
	}

	private static JsonNode read(String file) {
		return JSON.readTree(Path.of(file).toFile());
	}

	private static List<SquadPrediction> predictions(JsonNode data, JsonNode answers, JsonNode odds) {
		List<SquadPrediction> predictions = new ArrayList<>();
		for (JsonNode article : data.get("data")) {
			for (JsonNode paragraph : article.get("paragraphs")) {
				for (JsonNode question : paragraph.get("qas")) {
					String id = question.get("id").asString();
					List<String> golds = new ArrayList<>();
					question.get("answers").forEach((answer) -> golds.add(answer.get("text").asString()));
					predictions
						.add(new SquadPrediction(id, golds, answers.get(id).asString(), odds.get(id).asDouble()));
				}
			}
		}
		return predictions;
	}

}
