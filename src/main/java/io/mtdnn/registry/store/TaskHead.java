package io.mtdnn.registry.store;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * The key by which models are searched.
 *
 * @param name of a task of the model or of its head
 * @param head the kind of its head
 */
@Embeddable
record TaskHead(String name, @Enumerated(EnumType.STRING) HeadKind head) {

	static Set<TaskHead> of(List<Task> tasks) {
		return tasks.stream()
			.flatMap((task) -> Stream.of(task.name(), task.headName()).map((name) -> new TaskHead(name, task.head())))
			.collect(Collectors.toSet());
	}

}
