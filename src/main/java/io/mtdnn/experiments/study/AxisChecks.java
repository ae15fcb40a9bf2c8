package io.mtdnn.experiments.study;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
		Set<PlanPath> seen = new HashSet<>();
		for (int i = 0; i < whole.axes().size(); i++) {
			Axis axis = whole.axes().get(i);
			String at = "axes[" + i + "]";
			path(axis, at, faults, seen);
			if (new HashSet<>(axis.values()).size() < axis.values().size()) {
				faults.add(new Fault(at + ".values", "a value is given twice"));
			}
		}
		count(whole, faults);
		if (!faults.isEmpty()) {
			throw new ImpossibleExperimentException(faults);
		}
	}

	private static void path(Axis axis, String at, List<Fault> faults, Set<PlanPath> seen) {
		if (OWN.contains(axis.field())) {
			faults.add(new Fault(at + ".field", "'" + axis.field() + "' is no axis: use "
					+ (axis.field().equals("seed") ? "seeds" : "name") + " of the experiment"));
			return;
		}
		try {
			if (!seen.add(PlanPath.parse(axis.field()))) {
				faults.add(new Fault(at + ".field", "two axes vary '" + Excerpt.of(axis.field()) + "'"));
			}
		}
		catch (InvalidPlanException ex) {
			faults.add(new Fault(at + ".field", ex.faults().get(0).message()));
		}
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
				more.values().stream().filter((value) -> !values.contains(value)).forEach(values::add);
				for (int value = 0; value < values.size(); value++) {
					labels.add((value < axis.values().size()) ? axis.label(value)
							: more.label(more.values().indexOf(values.get(value))));
				}
				axes.set(i, new Axis(axis.field(), values, labels));
				return;
			}
		}
		throw new ImpossibleExperimentException(at + ".field",
				"the experiment has no axis '" + Excerpt.of(more.field()) + "'; an extension adds values to its axes");
	}

}
