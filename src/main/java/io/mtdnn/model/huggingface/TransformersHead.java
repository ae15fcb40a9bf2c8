package io.mtdnn.model.huggingface;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * The class in transformers for a kind of head. There is one object per kind, registered
 * here.
 *
 * @param className the class without the architecture's name
 * @param pipeline the pipeline that uses it
 * @param module its linear layer with the head's weights
 * @param pooled whether that layer reads [CLS] through the pooler
 * @param problemType the loss of a class that has several; null for the others, whose
 * configuration also has no labels
 */
record TransformersHead(String className, String pipeline, String module, boolean pooled,
		@Nullable String problemType) {

	private static final String SPANS = "qa_outputs";

	private static final String SENTENCES = "classifier";

	/** The layers in which one encoder can have heads at the same time. */
	static final List<String> MODULES = List.of(SPANS, SENTENCES);

	private static final Map<HeadKind, TransformersHead> ALL = Map.of(HeadKind.SPAN,
			new TransformersHead("ForQuestionAnswering", "question-answering", SPANS, false, null),
			HeadKind.MULTIPLE_CHOICE,
			new TransformersHead("ForMultipleChoice", "multiple-choice", SENTENCES, true, null),
			HeadKind.CLASSIFICATION,
			new TransformersHead("ForSequenceClassification", "text-classification", SENTENCES, true,
					"single_label_classification"),
			HeadKind.REGRESSION,
			new TransformersHead("ForSequenceClassification", "text-classification", SENTENCES, true, "regression"));

	static TransformersHead of(Task task) {
		return Objects.requireNonNull(ALL.get(task.head()));
	}

	/** The tasks whose heads are in a layer. */
	static List<Task> in(String module, List<Task> tasks) {
		return tasks.stream().filter((task) -> of(task).module().equals(module)).toList();
	}

	/** Labels and loss in the form of the configuration. */
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
