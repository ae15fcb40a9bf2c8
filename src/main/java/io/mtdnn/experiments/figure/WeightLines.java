package io.mtdnn.experiments.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Axis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Divides arms among lines over the weight of the leading task. No line has two arms with
 * the same weight, or with other values of another axis.
 */
final class WeightLines {

	private static final String WEIGHT = "weight";

	private WeightLines() {
	}

	/**
	 * The arms of each line.
	 * @param axes the axes of the arms' values
	 * @param chosen numbers of the arms, in the order of their weights
	 */
	static List<List<Integer>> of(List<Arm> arms, List<Axis> axes, List<Integer> chosen) {
		Map<List<JsonNode>, List<List<Integer>>> lines = new LinkedHashMap<>();
		for (int i : chosen) {
			Optional<Double> weight = arms.get(i).ownWeight();
			List<List<Integer>> alike = lines.computeIfAbsent(others(arms.get(i), axes), (key) -> new ArrayList<>());
			alike.stream()
				.filter((line) -> !arms.get(line.get(line.size() - 1)).ownWeight().equals(weight))
				.findFirst()
				.orElseGet(() -> added(alike))
				.add(i);
		}
		return lines.values().stream().flatMap(List::stream).toList();
	}

	private static List<Integer> added(List<List<Integer>> lines) {
		List<Integer> line = new ArrayList<>();
		lines.add(line);
		return line;
	}

	/** The values of an arm without the weights of its tasks. */
	private static List<JsonNode> others(Arm arm, List<Axis> axes) {
		List<JsonNode> others = new ArrayList<>();
		for (int i = 0; i < arm.values().size(); i++) {
			String field = axes.get(i).field();
			if (field.equals("tasks")) {
				others.add(unweighted(arm.values().get(i)));
			}
			else if (!isWeight(field)) {
				others.add(arm.values().get(i));
			}
		}
		return others;
	}

	private static boolean isWeight(String field) {
		return field.startsWith("tasks") && field.endsWith("." + WEIGHT);
	}

	private static JsonNode unweighted(JsonNode mixture) {
		JsonNode copy = mixture.deepCopy();
		for (JsonNode task : copy) {
			if (task instanceof ObjectNode fields) {
				fields.remove(WEIGHT);
			}
		}
		return copy;
	}

	/**
	 * What the labels of a line's arms have in common, such as "learningRate 1e-4".
	 * @param taken labels of other lines, to which this one is added
	 */
	static String label(List<Arm> arms, List<Integer> line, Set<String> taken) {
		List<String> common = new ArrayList<>(parts(arms, line.get(0)));
		line.forEach((i) -> common.retainAll(parts(arms, i)));
		String shared = String.join(", ", common);
		String label = (shared.isEmpty() || taken.contains(shared)) ? arms.get(line.get(0)).label() : shared;
		String free = label;
		for (int i = 2; !taken.add(free); i++) {
			free = label + " (" + i + ")";
		}
		return free;
	}

	private static List<String> parts(List<Arm> arms, int arm) {
		return List.of(arms.get(arm).label().split(", "));
	}

}
