package io.mtdnn.task;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One task of a multi-task model.
 *
 * @param name the task's name, which is its dataset's name ({@code squad-v2})
 * @param head the kind of head it trains
 * @param labels the label of each output index (id2label) of a head that has labels;
 * empty for the others
 * @param mainMetric the metric by which its dataset's publisher ranks, under its name in
 * evaluations
 * @param activation what follows a first layer of the encoder's width, which a head of
 * two layers has before its linear one; null for a head of one layer
 * @param sharedHead name of its head, which tasks of the same kind and labels may share;
 * null for the task's own name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Task(String name, HeadKind head, List<String> labels, String mainMetric, @Nullable Activation activation,
		@Nullable String sharedHead) {

	public Task(String name, HeadKind head, List<String> labels, @Nullable String mainMetric,
			@Nullable Activation activation, @Nullable String sharedHead) {
		if (name == null || name.isBlank()) {
			throw new IllegalArgumentException("a task requires a name");
		}
		if (head.labelled() ? labels.size() < 2 : !labels.isEmpty()) {
			throw new IllegalArgumentException("task '" + name + "': " + head + " with " + labels.size() + " labels");
		}
		this.name = name;
		this.head = head;
		this.labels = List.copyOf(labels);
		this.mainMetric = (mainMetric != null) ? mainMetric : head.usualMetric();
		this.activation = activation;
		this.sharedHead = (sharedHead != null && !sharedHead.equals(name)) ? sharedHead : null;
	}

	/** A task with a head of its own. */
	public Task(String name, HeadKind head, List<String> labels, @Nullable String mainMetric,
			@Nullable Activation activation) {
		this(name, head, labels, mainMetric, activation, null);
	}

	/** A task with a head of its own, of one layer. */
	public Task(String name, HeadKind head, List<String> labels, @Nullable String mainMetric) {
		this(name, head, labels, mainMetric, null, null);
	}

	/** A task with the usual main metric of its kind of head. */
	public Task(String name, HeadKind head, List<String> labels) {
		this(name, head, labels, head.usualMetric(), null, null);
	}

	/** The same task with the layers of another head. */
	public Task withActivation(@Nullable Activation other) {
		return new Task(this.name, this.head, this.labels, this.mainMetric, other, this.sharedHead);
	}

	/**
	 * Logits of the head per token or row: 2 for spans, 1 for multiple choice, one per
	 * label for classification.
	 */
	public int outputs() {
		return this.head.outputs(this.labels);
	}

	/**
	 * The same task with a head of this name.
	 * @param head null for the task's own name
	 */
	public Task onHead(@Nullable String head) {
		return new Task(this.name, this.head, this.labels, this.mainMetric, this.activation, head);
	}

	/** Name of its head, under which a model stores the parameters. */
	public String headName() {
		return (this.sharedHead != null) ? this.sharedHead : this.name;
	}

}
