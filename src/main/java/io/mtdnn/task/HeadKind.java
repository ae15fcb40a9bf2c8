package io.mtdnn.task;

import java.util.List;
import java.util.Locale;

/**
 * The kinds of output head, each one linear layer on the encoder's last hidden states
 * (hidden size H). Each module registers an object that defines what a kind means to it;
 * only properties that several modules need are here.
 */
public enum HeadKind {

	/**
	 * {@code [2, H]} on every token: a start and an end logit. Extractive question
	 * answering.
	 */
	SPAN(Target.Type.SPAN, 2, Reads.EVERY_TOKEN, List.of("f1", "exact"), "question answering"),

	/** {@code [1, H]} on the [CLS] vector of each choice, softmax over the choices. */
	MULTIPLE_CHOICE(Target.Type.LABEL, 1, Reads.EVERY_ROW, List.of("accuracy"), "multiple-choice"),

	/** {@code [labels, H]} on the [CLS] vector. */
	CLASSIFICATION(Target.Type.LABEL, 0, Reads.FIRST_TOKEN, List.of("accuracy", "f1", "matthews_correlation"),
			"classification"),

	/** {@code [1, H]} on the [CLS] vector: a number, such as a similarity. */
	REGRESSION(Target.Type.VALUE, 1, Reads.FIRST_TOKEN, List.of("pearson", "spearman"), "regression");

	/** Number of outputs of a kind that has one per label. */
	private static final int ONE_PER_LABEL = 0;

	private final Target.Type target;

	private final int outputs;

	private final Reads reads;

	private final List<String> metrics;

	private final String displayName;

	HeadKind(Target.Type target, int outputs, Reads reads, List<String> metrics, String displayName) {
		this.target = target;
		this.outputs = outputs;
		this.reads = reads;
		this.metrics = metrics;
		this.displayName = displayName;
	}

	/** The type of the targets that it learns from. */
	public Target.Type target() {
		return this.target;
	}

	/** Whether its task has labels, one per output. */
	public boolean labelled() {
		return this.outputs == ONE_PER_LABEL;
	}

	/** Whether it has logits for every token instead of for [CLS] alone. */
	public boolean everyToken() {
		return this.reads == Reads.EVERY_TOKEN;
	}

	/** Whether an item has several input rows, one per choice. */
	public boolean severalRows() {
		return this.reads == Reads.EVERY_ROW;
	}

	/** Whether a task of this kind leads a run before tasks of other kinds. */
	public boolean leads() {
		return this.reads == Reads.EVERY_TOKEN;
	}

	/** The name used in a sentence before the word "head". */
	public String displayName() {
		return this.displayName;
	}

	/** The name in declarations and addresses, such as {@code multiple-choice}. */
	public String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The metrics that can be the main one of a dataset, the usual one first. F1 and
	 * Matthews correlation are those of the second of two labels.
	 * @param labels number of labels; 0 if that is not known
	 */
	public List<String> metrics(int labels) {
		return (labels > 2) ? this.metrics.subList(0, 1) : this.metrics;
	}

	/** The default main metric of a dataset. */
	String usualMetric() {
		return this.metrics.get(0);
	}

	/** Logits per token or row. */
	int outputs(List<String> labels) {
		return labelled() ? labels.size() : this.outputs;
	}

	/** The parts of an item that a head reads. */
	private enum Reads {

		/** All tokens of its only row. */
		EVERY_TOKEN,

		/** [CLS] of its only row. */
		FIRST_TOKEN,

		/** [CLS] of each of its rows. */
		EVERY_ROW

	}

}
