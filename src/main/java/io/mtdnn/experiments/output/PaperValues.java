package io.mtdnn.experiments.output;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Control;
import tools.jackson.databind.JsonNode;

/**
 * The paper's results on SQuAD 2.0's development set (docs/method.md), by the mixture of
 * an arm: exact match and F1 of bert-base-cased and bert-large-cased.
 *
 * @param exact exact match, percent
 * @param f1 F1, percent
 */
public record PaperValues(double exact, double f1) {

	private static final Map<Double, PaperValues> WEIGHTS = Map.of(0.5, new PaperValues(72.08, 75.224), 0.7,
			new PaperValues(73.445, 76.426), 0.8, new PaperValues(74.58, 77.15), 0.9, new PaperValues(73.92, 76.47));

	private static final List<String> ALL = List.of("swag", "cola", "mrpc", "mnli");

	private static final PaperValues QUESTIONS = new PaperValues(73.544, 76.18);

	private static final PaperValues CHOICES = new PaperValues(73.988, 76.754);

	private static final PaperValues SENTENCES = new PaperValues(73.56, 76.435);

	/**
	 * The paper's values of an arm's mixture.
	 * @return empty if the paper did not train it, as controls beside the baseline
	 */
	public static Optional<PaperValues> of(Arm arm) {
		JsonNode tasks = arm.request().fields().path("tasks");
		List<String> names = tasks.valueStream().map((task) -> task.path("dataset").asString("")).toList();
		if (arm.control() == Control.EQUAL_STEPS || names.isEmpty() || !names.get(0).equals("squad-v2")
				|| !areEqual(tasks) || tasks.valueStream().anyMatch((task) -> task.path("placebo").asBoolean(false))) {
			return Optional.empty();
		}
		boolean large = arm.request().fields().path("encoder").asString("").startsWith("bert-large");
		// weights that sum to 1 but for their last bits
		double weight = Math.round(1e9 * arm.leadingWeight()) / 1e9;
		return large ? large(names, weight) : base(names, weight);
	}

	/** Whether all tasks but the first have the same share, as in the paper. */
	private static boolean areEqual(JsonNode tasks) {
		return tasks.valueStream().skip(1).map((task) -> task.path("weight")).distinct().count() <= 1;
	}

	private static Optional<PaperValues> base(List<String> names, double weight) {
		boolean choices = names.contains("swag");
		boolean sentences = names.containsAll(List.of("cola", "mrpc", "mnli"));
		if (names.size() == 1) {
			return Optional.of(QUESTIONS);
		}
		if (names.size() == 2 && choices && weight == 0.8) {
			return Optional.of(CHOICES);
		}
		if (names.size() == 4 && sentences && weight == 0.8) {
			return Optional.of(SENTENCES);
		}
		return (names.size() == 5 && choices && sentences) ? Optional.ofNullable(WEIGHTS.get(weight))
				: Optional.empty();
	}

	private static Optional<PaperValues> large(List<String> names, double weight) {
		if (names.size() == 1) {
			return Optional.of(new PaperValues(77.902, 80.831));
		}
		return (names.size() == 5 && names.containsAll(ALL) && weight == 0.8)
				? Optional.of(new PaperValues(78.578, 81.573)) : Optional.empty();
	}

}
