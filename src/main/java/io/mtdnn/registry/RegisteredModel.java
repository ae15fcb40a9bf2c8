package io.mtdnn.registry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.evaluation.Baseline;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A model in the registry.
 *
 * @param id the id of its job, with a suffix for the second of two models
 * @param name its name
 * @param nullThreshold null odds above which it returns ""
 * @param metrics per dataset the metrics of the kept epoch
 * @param provenance plan, data hashes, versions
 * @param artifact key of its files in the artifact store
 */
public record RegisteredModel(String id, String name, Instant createdAt, String encoder, List<Task> tasks,
		double nullThreshold, int maxSequenceLength, int maxQuestionLength, int docStride,
		Map<String, Map<String, Double>> metrics, Map<String, Object> provenance, String artifact) {

	/** A model whose files have the usual key. */
	public RegisteredModel(String id, String name, Instant createdAt, String encoder, List<Task> tasks,
			double nullThreshold, int maxSequenceLength, int maxQuestionLength, int docStride,
			Map<String, Map<String, Double>> metrics, Map<String, Object> provenance) {
		this(id, name, createdAt, encoder, tasks, nullThreshold, maxSequenceLength, maxQuestionLength, docStride,
				metrics, provenance, artifactOf(id));
	}

	/** The usual key of a model's files in the artifact store. */
	public static String artifactOf(String id) {
		return "models/" + id;
	}

	/** The prefix of a model's name as an encoder; names of encoders contain no colon. */
	public static final String AS_ENCODER = "model:";

	/** Number of epochs it was trained for; null in models of earlier versions. */
	public @Nullable Integer epoch() {
		return (this.provenance.get("epoch") instanceof Number epoch) ? epoch.intValue() : null;
	}

	/** How that epoch was chosen, as a sentence; null in models of earlier versions. */
	public @Nullable String selection() {
		return (this.provenance.get("selection") instanceof Map<?, ?> selection
				&& selection.get("reason") instanceof String reason) ? reason : null;
	}

	/**
	 * Precision in which its metrics and null odds were computed; null if it was not
	 * evaluated.
	 */
	public @Nullable String evaluationPrecision() {
		return ModelDescription.evaluationPrecision(this.provenance);
	}

	/** Id of its job; null for an imported model. */
	public @Nullable String jobId() {
		if (imported()) {
			return null;
		}
		return (this.provenance.get("job") instanceof String job) ? job : this.id;
	}

	/** Its name as an encoder, from which runs start. */
	public String asEncoder() {
		return AS_ENCODER + this.id;
	}

	/** Whether it was imported. */
	public boolean imported() {
		return this.provenance.containsKey("imported");
	}

	/**
	 * The comparison with a baseline that ignores its input, for each evaluated dataset
	 * that has one.
	 */
	public Map<String, Baseline> baselines() {
		Map<String, Baseline> baselines = new LinkedHashMap<>();
		this.metrics.forEach(
				(dataset, values) -> Baseline.of(values).ifPresent((baseline) -> baselines.put(dataset, baseline)));
		return baselines;
	}

	/**
	 * The comparisons of only those datasets on which the model is no better than the
	 * baseline.
	 */
	public Map<String, Baseline> belowBaseline() {
		Map<String, Baseline> below = baselines();
		below.values().removeIf(Baseline::beaten);
		return below;
	}

	/**
	 * Whether it beats the baseline on its first task with spans, or on its first task if
	 * none has spans.
	 */
	public boolean beatsBaseline() {
		return this.tasks.stream()
			.filter((task) -> task.head().leads())
			.findFirst()
			.or(() -> this.tasks.stream().findFirst())
			.map((task) -> baselines().get(evaluation(task)))
			.filter(Baseline::beaten)
			.isPresent();
	}

	/**
	 * The name of the evaluation set that stands for a task: the first that its plan
	 * names, otherwise the task's own. Metrics and files have this name if the task was
	 * evaluated.
	 */
	public String evaluation(Task task) {
		if (!(this.provenance.get("plan") instanceof Map<?, ?> plan && plan.get("tasks") instanceof List<?> planned)) {
			return task.name();
		}
		for (Object one : planned) {
			if (one instanceof Map<?, ?> fields && task.name().equals(fields.get("dataset"))
					&& fields.get("evaluateOn") instanceof List<?> sets && !sets.isEmpty()) {
				return String.valueOf(sets.get(0));
			}
		}
		return task.name();
	}

	/** Whether it has a head of that kind. */
	public boolean has(HeadKind head) {
		return this.tasks.stream().anyMatch((task) -> task.head() == head);
	}

}
