package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanPath;
import io.mtdnn.plan.TrainingRequest;
import tools.jackson.databind.JsonNode;

/**
 * One value of each axis.
 *
 * @param axes the axes
 * @param indices the number of each axis' value
 */
record Combination(List<Axis> axes, List<Integer> indices) {

	/**
	 * All combinations, the last axis varying fastest; one without values for no axes.
	 */
	static List<Combination> all(List<Axis> axes) {
		List<List<Integer>> all = List.of(List.of());
		for (Axis axis : axes) {
			List<List<Integer>> longer = new ArrayList<>();
			for (List<Integer> start : all) {
				for (int i = 0; i < axis.values().size(); i++) {
					List<Integer> next = new ArrayList<>(start);
					next.add(i);
					longer.add(next);
				}
			}
			all = longer;
		}
		return all.stream().map((indices) -> new Combination(axes, indices)).toList();
	}

	/**
	 * The base plan with these values: mixtures first, because other axes may lead to
	 * their tasks.
	 * @param missing receives the axes whose task the mixture does not have
	 */
	TrainingRequest applied(TrainingRequest base, MissingTasks missing) {
		TrainingRequest request = base;
		for (boolean mixtures : new boolean[] { true, false }) {
			for (int i = 0; i < this.axes.size(); i++) {
				if (this.axes.get(i).field().equals("tasks") == mixtures) {
					request = applied(request, i, missing);
				}
			}
		}
		return request;
	}

	private TrainingRequest applied(TrainingRequest request, int axis, MissingTasks missing) {
		try {
			return PlanPath.parse(this.axes.get(axis).field()).set(request, value(axis));
		}
		catch (InvalidPlanException ex) {
			missing.add(axis, ex, mixture());
			return request;
		}
	}

	/** Label of its mixture; empty without an axis of mixtures. */
	private String mixture() {
		return IntStream.range(0, this.axes.size())
			.filter((i) -> this.axes.get(i).field().equals("tasks"))
			.mapToObj((i) -> this.axes.get(i).label(this.indices.get(i)))
			.findFirst()
			.orElse("");
	}

	List<JsonNode> values() {
		List<JsonNode> values = new ArrayList<>();
		for (int i = 0; i < this.axes.size(); i++) {
			values.add(value(i));
		}
		return values;
	}

	private JsonNode value(int axis) {
		return this.axes.get(axis).values().get(this.indices.get(axis));
	}

	String label() {
		if (this.axes.isEmpty()) {
			return "base plan";
		}
		return IntStream.range(0, this.axes.size())
			.mapToObj((i) -> this.axes.get(i).label(this.indices.get(i)))
			.collect(Collectors.joining(", "));
	}

}
