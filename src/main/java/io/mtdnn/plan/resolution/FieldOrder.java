package io.mtdnn.plan.resolution;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.mtdnn.plan.PlanField;
import io.mtdnn.task.Fault;

/** Orders faults by the position of their fields in a plan. */
final class FieldOrder implements Comparator<Fault> {

	@Override
	public int compare(Fault a, Fault b) {
		String[] first = field(a).split("[.\\[\\]]+");
		String[] second = field(b).split("[.\\[\\]]+");
		List<PlanField> known = PlanField.plan();
		for (int i = 0; i < Math.min(first.length, second.length); i++) {
			int position = position(first[i], known);
			int order = Integer.compare(position, position(second[i], known));
			if (order != 0 || !first[i].equals(second[i])) {
				return order;
			}
			if (position == known.size() && !isIndex(first[i])) {
				// All unknown names are equal, and so is everything in them.
				return 0;
			}
			known = PlanField.named(first[i], known).map(PlanField::fields).orElse(known);
		}
		return Integer.compare(first.length, second.length);
	}

	private static String field(Fault fault) {
		return Objects.requireNonNull(fault.field(), "a fault of a plan has a field");
	}

	private static boolean isIndex(String step) {
		return step.matches("\\d{1,9}");
	}

	/**
	 * Position of a field in a plan, or of an element in a list. Unknown names come last.
	 */
	private static int position(String step, List<PlanField> known) {
		if (isIndex(step)) {
			return Integer.parseInt(step);
		}
		return PlanField.named(step, known).map(known::indexOf).orElse(known.size());
	}

}
