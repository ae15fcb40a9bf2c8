package io.mtdnn.experiments.study;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanPath;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import tools.jackson.databind.JsonNode;

/** Checks whether axes lead to fields of plans, once each, and are not too many. */
final class AxisChecks {

	private static final Set<String> OWN = Set.of("seed", "name");

	private AxisChecks() {
	}

	static boolean hasTwice(List<Axis> axes) {
		return axes.stream().map(Axis::field).distinct().count() < axes.size();
	}

	/** Reports every axis at fault, then too many combinations. */
	static void check(ExperimentRequest whole) {
		List<Fault> faults = new ArrayList<>();
		Map<String, String> seen = new LinkedHashMap<>();
		for (int i = 0; i < whole.axes().size(); i++) {
			Axis axis = whole.axes().get(i);
			String at = "axes[" + i + "]";
			path(whole, axis, at, faults, seen);
			if (new HashSet<>(axis.values()).size() < axis.values().size()) {
				faults.add(new Fault(at + ".values", "a value is given twice"));
			}
		}
		count(whole, faults);
		if (!faults.isEmpty()) {
			throw new ImpossibleExperimentException(faults);
		}
	}

	private static void path(ExperimentRequest whole, Axis axis, String at, List<Fault> faults,
			Map<String, String> seen) {
		if (OWN.contains(axis.field())) {
			faults.add(new Fault(at + ".field", "'" + axis.field() + "' cannot be an axis; use "
					+ (axis.field().equals("seed") ? "seeds" : "name") + " of the experiment"));
			return;
		}
		try {
			PlanPath path = PlanPath.parse(axis.field());
			String place = named(whole, path);
			seen.forEach((other, field) -> {
				if (place.equals(other)) {
					faults.add(new Fault(at + ".field", "two axes vary '" + Excerpt.of(axis.field()) + "'"));
				}
				else if (overlap(place, other) || overlap(other, place)) {
					faults.add(new Fault(at + ".field", "'" + Excerpt.of(axis.field()) + "' and '" + Excerpt.of(field)
							+ "' vary the same field: one contains the other"));
				}
			});
			seen.put(place, axis.field());
		}
		catch (InvalidPlanException ex) {
			faults.add(new Fault(at + ".field", ex.faults().get(0).message()));
		}
	}

	/** A task's number and its dataset name the same task. */
	private static String named(ExperimentRequest whole, PlanPath path) {
		List<String> steps = new ArrayList<>(path.steps());
		List<String> tasks = List.copyOf(Tasks.names(whole.plan()));
		if (steps.size() > 1 && steps.get(0).equals("tasks") && steps.get(1).matches("\\d{1,9}")
				&& !tasks.contains(steps.get(1)) && Integer.parseInt(steps.get(1)) < tasks.size()) {
			steps.set(1, tasks.get(Integer.parseInt(steps.get(1))));
		}
		return String.join("\n", steps);
	}

	/** Mixtures are set first, so that other axes may vary fields of their tasks. */
	private static boolean overlap(String outer, String inner) {
		return !outer.equals("tasks") && inner.startsWith(outer + "\n");
	}

	private static void count(ExperimentRequest whole, List<Fault> faults) {
		BigInteger count = BigInteger.ONE;
		for (Axis axis : whole.axes()) {
			count = count.multiply(BigInteger.valueOf(axis.values().size()));
		}
		BigInteger runs = count.multiply(BigInteger.valueOf(whole.seeds().size()));
		if (runs.compareTo(BigInteger.valueOf(Studies.RUNS)) > 0) {
			faults.add(new Fault("axes", count + " combinations with " + whole.seeds().size() + " seeds are " + runs
					+ " runs; at most " + Studies.RUNS + " are allowed"));
		}
	}

	/** Adds the values of an extension to the axis on the same field. */
	static void extend(List<Axis> axes, Axis more, String at) {
		for (int i = 0; i < axes.size(); i++) {
			Axis axis = axes.get(i);
			if (axis.field().equals(more.field()) && more.values() != null) {
				List<JsonNode> values = new ArrayList<>(axis.values());
				List<String> labels = new ArrayList<>();
				Set<Object> known = new HashSet<>();
				values.forEach((value) -> known.add(AxisValues.comparable(value)));
				more.values().stream().filter((value) -> known.add(AxisValues.comparable(value))).forEach(values::add);
				for (int value = 0; value < values.size(); value++) {
					labels.add((value < axis.values().size()) ? axis.label(value)
							: more.label(more.values().indexOf(values.get(value))));
				}
				boolean labelled = axis.labels() != null || more.labels() != null;
				axes.set(i, new Axis(axis.field(), values, labelled ? labels : null));
				return;
			}
		}
		throw new ImpossibleExperimentException(at + ".field",
				"the experiment has no axis '" + Excerpt.of(more.field()) + "'; an extension adds values to its axes");
	}

}
