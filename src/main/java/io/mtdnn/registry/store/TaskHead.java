package io.mtdnn.registry.store;

import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * The key by which models are searched.
 *
 * @param name of a task of the model
 * @param head the kind of its head
 */
@Embeddable
record TaskHead(String name, @Enumerated(EnumType.STRING) HeadKind head) {

	static TaskHead of(Task task) {
		return new TaskHead(task.name(), task.head());
	}

}
