package io.mtdnn.training.preflight;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.task.Task;

/**
 * Checks that datasets that share a head fit together. Files may have changed since the
 * plan was resolved, and for some formats the number of choices is known only after
 * reading.
 */
final class SharedData {

	private final List<PreparedTask> tasks;

	SharedData(List<PreparedTask> tasks) {
		this.tasks = tasks;
	}

	void check(PlanFaults faults) {
		for (int i = 0; i < this.tasks.size(); i++) {
			PreparedTask task = this.tasks.get(i);
			String field = "tasks[" + i + "]";
			String head = task.train().task().headName();
			this.tasks.subList(0, i)
				.stream()
				.filter((other) -> other.train().task().headName().equals(head))
				.findFirst()
				.flatMap((other) -> difference(other.name(), other.train(), task.name(), task.train()))
				.ifPresent((message) -> faults.add(field + ".head",
						message + ", so they cannot share the head '" + head + "'"));
			if (task.planned().evaluateOn() != null) {
				task.evaluations()
					.forEach((set) -> difference(task.name(), task.train(), set.name(), set.dataset())
						.ifPresent((message) -> faults.add(field + ".evaluateOn", message)));
			}
		}
	}

	private static Optional<String> difference(String first, Dataset one, String second, Dataset other) {
		Task a = one.task();
		Task b = other.task();
		if (a.head() != b.head() || !a.labels().equals(b.labels())) {
			return Optional.of("the files of '" + first + "' and '" + second + "' have different labels");
		}
		Set<Integer> choices = choices(one);
		Set<Integer> others = choices(other);
		return (choices.size() == 1 && others.size() == 1 && !choices.equals(others))
				? Optional.of("the rows of '" + first + "' have " + choices.iterator().next() + " choices, those of '"
						+ second + "' have " + others.iterator().next())
				: Optional.empty();
	}

	private static Set<Integer> choices(Dataset dataset) {
		return dataset.examples()
			.stream()
			.filter(ChoiceExample.class::isInstance)
			.map((example) -> ((ChoiceExample) example).choices().size())
			.collect(Collectors.toSet());
	}

}
