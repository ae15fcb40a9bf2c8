package io.mtdnn.task;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The heads of tasks, of which several may share one. */
public final class TaskHeads {

	private TaskHeads() {
	}

	/** For each head the first task that uses it, in the order of the tasks. */
	public static List<Task> distinct(List<Task> tasks) {
		Set<String> seen = new HashSet<>();
		return tasks.stream().filter((task) -> seen.add(task.headName())).toList();
	}

	/**
	 * The task that a name means: the task of that name, otherwise the first task whose
	 * head has the name.
	 * @param name null for the first task of the only head
	 * @return empty if there is none, or if several heads are possible
	 */
	public static Optional<Task> find(List<Task> tasks, @Nullable String name) {
		if (name == null) {
			List<Task> heads = distinct(tasks);
			return (heads.size() == 1) ? Optional.of(heads.get(0)) : Optional.empty();
		}
		return tasks.stream()
			.filter((task) -> task.name().equals(name))
			.findFirst()
			.or(() -> tasks.stream().filter((task) -> task.headName().equals(name)).findFirst());
	}

}
