package io.mtdnn.model.huggingface;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.task.TaskHeads;
import org.jspecify.annotations.Nullable;

/**
 * The class in transformers for a kind of head. One object per kind, registered here.
 *
 * @param className name of the class without that of the architecture
 * @param pipeline the pipeline in transformers that uses the class
 * @param problemType {@code problem_type} of a class for several kinds; null for the
 * others, whose configuration has no labels either
 */
record TransformersHead(HeadKind kind, String className, String pipeline, @Nullable String problemType) {

	private static final String SPANS = "qa_outputs";

	private static final String SEQUENCES = "ForSequenceClassification";

	/** By kind. */
	static final Map<HeadKind, TransformersHead> ALL = Map.of(HeadKind.SPAN,
			new TransformersHead(HeadKind.SPAN, "ForQuestionAnswering", "question-answering", null),
			HeadKind.MULTIPLE_CHOICE,
			new TransformersHead(HeadKind.MULTIPLE_CHOICE, "ForMultipleChoice", "multiple-choice", null),
			HeadKind.CLASSIFICATION,
			new TransformersHead(HeadKind.CLASSIFICATION, SEQUENCES, "text-classification",
					"single_label_classification"),
			HeadKind.REGRESSION,
			new TransformersHead(HeadKind.REGRESSION, SEQUENCES, "text-classification", "regression"));

	static TransformersHead of(Task task) {
		return Objects.requireNonNull(ALL.get(task.head()));
	}

	/** Whether the class has two layers on the first token. */
	boolean pooled() {
		return !this.kind.everyToken();
	}

	/** The two layers of a class that has them. */
	SentenceLayers layers(String family) {
		return SentenceLayers.of(family, this.kind.severalRows());
	}

	/** The module with the head's outputs. */
	String module(String family) {
		return pooled() ? layers(family).linear() : SPANS;
	}

	/** The modules with the outputs of all classes of a family. */
	static Set<String> modules(String family) {
		Set<String> modules = new TreeSet<>();
		ALL.values().forEach((head) -> modules.add(head.module(family)));
		return modules;
	}

	/**
	 * The first task of each head whose class has, or does not have, two layers on the
	 * first token.
	 */
	static List<Task> those(boolean pooled, List<Task> tasks) {
		return TaskHeads.distinct(tasks).stream().filter((task) -> of(task).pooled() == pooled).toList();
	}

	/** Labels and {@code problem_type} for {@code config.json}. */
	Map<String, Object> configuration(Task task) {
		if (this.problemType == null) {
			return Map.of();
		}
		Map<String, String> labels = new LinkedHashMap<>();
		Map<String, Integer> ids = new LinkedHashMap<>();
		IntStream.range(0, task.outputs()).forEach((output) -> {
			String label = task.head().labelled() ? task.labels().get(output) : "LABEL_" + output;
			labels.put(Integer.toString(output), label);
			ids.put(label, output);
		});
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("id2label", labels);
		json.put("label2id", ids);
		json.put("problem_type", this.problemType);
		return json;
	}

}
