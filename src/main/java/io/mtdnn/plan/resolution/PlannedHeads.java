package io.mtdnn.plan.resolution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;

/** Checks the heads of a plan's tasks, of which several may share one. */
final class PlannedHeads {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

	private final List<PlannedTask> tasks;

	private final KnownTasks known;

	PlannedHeads(List<PlannedTask> tasks, KnownTasks known) {
		this.tasks = tasks;
		this.known = known;
	}

	/** Removes head names that equal the names of their datasets. */
	static List<PlannedTask> named(List<PlannedTask> tasks) {
		return tasks.stream()
			.map((task) -> (task.head() != null && task.head().equals(task.dataset())) ? task.withHead(null) : task)
			.toList();
	}

	/**
	 * Checks that each head has a valid name, and that tasks that share a head have the
	 * same kind, labels and number of choices.
	 */
	void check(PlanFaults faults) {
		Map<String, String> first = new HashMap<>();
		for (int i = 0; i < this.tasks.size(); i++) {
			PlannedTask task = this.tasks.get(i);
			String field = "tasks[" + i + "]." + ((task.head() != null) ? "head" : "dataset");
			if (task.dataset() != null && faults.none(field)) {
				String other = first.putIfAbsent(task.headName(), task.dataset());
				fault(task, other).ifPresent((message) -> faults.add(field, message));
			}
		}
	}

	private Optional<String> fault(PlannedTask task, @Nullable String other) {
		if (task.head() != null && !NAME.matcher(task.head()).matches()) {
			return Optional.of("a name has up to 64 letters, digits, '.', '_' and '-', and begins with a letter or a "
					+ "digit, not '" + Excerpt.of(task.head()) + "'");
		}
		Optional<String> owner = this.tasks.stream()
			.filter((each) -> task.headName().equals(each.dataset()) && !task.headName().equals(each.headName()))
			.map(PlannedTask::headName)
			.findFirst();
		if (owner.isPresent()) {
			return Optional.of("'" + task.headName() + "' is the dataset of a task with another head, '"
					+ Excerpt.of(owner.get()) + "'");
		}
		return (other == null) ? Optional.empty()
				: this.known.difference(other, task.dataset())
					.map((difference) -> "'" + task.dataset() + "' cannot share the head '" + task.headName()
							+ "' with '" + other + "': " + other + " and " + task.dataset() + " have " + difference);
	}

}
