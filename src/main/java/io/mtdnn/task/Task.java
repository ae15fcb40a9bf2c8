package io.mtdnn.task;

import java.util.List;

/**
 * One task of a multi-task model.
 *
 * @param name the task's name, which is its dataset's name ({@code squad-v2})
 * @param head the kind of head it trains
 * @param labels for classification the label of each output index (id2label); empty for the other heads
 */
public record Task(String name, HeadKind head, List<String> labels) {

	public Task {
		if (name == null || name.isBlank()) {
			throw new IllegalArgumentException("a task needs a name");
		}
		labels = List.copyOf(labels);
		if ((head == HeadKind.CLASSIFICATION) == (labels.size() < 2)) {
			throw new IllegalArgumentException("task '" + name + "': " + head + " with " + labels.size() + " labels");
		}
	}

	/** Rows of the head's weight: 2 for spans, 1 for multiple choice, one per label for classification. */
	public int outputs() {
		return switch (this.head) {
			case SPAN -> 2;
			case MULTIPLE_CHOICE -> 1;
			case CLASSIFICATION -> this.labels.size();
		};
	}

}
