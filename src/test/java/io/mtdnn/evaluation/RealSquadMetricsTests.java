package io.mtdnn.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The whole dev set with rule-based predictions; {@code squad-dev.json} contains the
 * official evaluator's results for them (Python 3.11). {@code MTDNN_REAL_DATA} names the
 * folder that contains {@code squad/dev-v2.0.json}.
 */
@EnabledIfEnvironmentVariable(named = "MTDNN_REAL_DATA", matches = ".+")
class RealSquadMetricsTests {

	@Test
	void equalsTheOfficialEvaluatorOnTheDevSet() throws Exception {
		JsonNode golden = SquadMetricsTests.read("squad-dev.json");
		byte[] file = Files.readAllBytes(Path.of(System.getenv("MTDNN_REAL_DATA"), "squad", "dev-v2.0.json"));
		assumeThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
			.isEqualTo(golden.path("sha256").stringValue());
		List<QuestionScore> scores = SquadMetrics.score(predictions(file));
		for (JsonNode expected : golden.path("expected")) {
			Map<String, Double> metrics = SquadMetrics.of(scores, expected.path("threshold").doubleValue());
			assertThat(metrics).containsExactlyEntriesOf(SquadMetricsTests.metrics(expected.path("metrics")));
		}
		assertThat(SquadMetrics.alwaysEmpty(scores).get("f1")).isEqualTo(100.0 * 5945 / 11873);
	}

	private static List<SquadPrediction> predictions(byte[] file) throws IOException {
		List<SquadPrediction> predictions = new ArrayList<>();
		for (JsonNode article : JsonMapper.builder().build().readTree(file).path("data")) {
			for (JsonNode paragraph : article.path("paragraphs")) {
				String[] words = paragraph.path("context").stringValue().split(" ", -1);
				for (JsonNode question : paragraph.path("qas")) {
					List<String> golds = new ArrayList<>();
					question.path("answers").forEach((answer) -> golds.add(answer.path("text").stringValue()));
					int i = predictions.size();
					double odds = ((i * 7919L) % 2003 - 1001) / 100.0 - (golds.isEmpty() ? 0 : 3);
					predictions.add(new SquadPrediction(question.path("id").stringValue(), golds,
							answer(i, golds, words), odds));
				}
			}
		}
		return predictions;
	}

	/** Right, nearly right, partly right and wrong answers in turn. */
	private static String answer(int i, List<String> golds, String[] words) {
		String first = golds.isEmpty() ? "" : golds.get(0);
		return switch (i % 8) {
			case 0 -> golds.isEmpty() ? words[0] : golds.get(golds.size() - 1);
			case 1 -> "The " + first.toUpperCase(Locale.ROOT) + "!";
			case 2 -> first.contains(" ") ? first.substring(first.indexOf(' ') + 1) : "";
			case 3 -> first + " " + join(words, i % 5, i % 5 + 1 + i % 4);
			case 4 -> join(words, 0, 1 + i % 7);
			case 5 -> "";
			case 6 -> first;
			default -> first.toLowerCase(Locale.ROOT).replace("a", "A");
		};
	}

	private static String join(String[] words, int from, int to) {
		return String.join(" ", Arrays.asList(words).subList(Math.min(from, words.length), Math.min(to, words.length)));
	}

}
