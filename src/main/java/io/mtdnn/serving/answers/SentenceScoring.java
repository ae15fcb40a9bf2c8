package io.mtdnn.serving.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.QuestionTooLargeException;
import io.mtdnn.serving.ScoreFunction;
import io.mtdnn.serving.Scored;
import io.mtdnn.serving.Timings;
import io.mtdnn.serving.batching.Encoded;
import io.mtdnn.serving.batching.Inference;
import io.mtdnn.serving.batching.PendingAnswer;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.loading.LoadedModel;
import io.mtdnn.serving.loading.ModelChoice;
import io.mtdnn.serving.meters.ServingMeters;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.SentenceRows;
import org.jspecify.annotations.Nullable;

/**
 * Computes the outputs of heads on [CLS]. Sentences are encoded as in training.
 */
public final class SentenceScoring {

	private static final int MAX_CHOICES = 100;

	private final ModelChoice models;

	private final Inference inference;

	private final RequestLimits limits;

	private final ServingMeters meters;

	/** Scores with the given inference. */
	public SentenceScoring(ModelChoice models, Inference inference, RequestLimits limits, ServingMeters meters) {
		this.models = models;
		this.inference = inference;
		this.limits = limits;
		this.meters = meters;
	}

	/**
	 * Computes the outputs of a head for a sentence or a pair of sentences, the highest
	 * first. They have the names of the task's labels; the output of a task without
	 * labels has the name of the task.
	 * @param kind kind of the head, which reads one row per item
	 * @param second the second sentence; null for a single one
	 * @param task name of the task or head; null for the model's only one of that kind
	 * @param model alias, id or name of the model; null for the default
	 * @param function converts the logits to scores
	 */
	public Scored score(HeadKind kind, @Nullable String first, @Nullable String second, @Nullable String task,
			@Nullable String model, ScoreFunction function, Deadline deadline) {
		return this.meters.request(kind, () -> {
			InvalidQuestionException.check(() -> this.limits.question("text", first), () -> {
				if (second != null) {
					this.limits.question("textPair", second);
				}
			});
			RegisteredModel asked = this.models.model(model, kind, task);
			Task head = ModelChoice.task(asked, kind, task);
			List<String> outputs = head.labels().isEmpty() ? List.of(head.name()) : head.labels();
			return score(asked, deadline, (loaded) -> {
				List<Row> rows = List
					.of(Row.of(Objects.requireNonNull(first), second, asked.maxSequenceLength(), loaded.tokenizer()));
				return new EncodedSentences(loaded, head.name(), rows,
						(logits) -> scored(asked, head, rows, outputs, function.of(logits.get(0))));
			});
		});
	}

	/**
	 * Computes the probabilities of choices, the most probable first.
	 * @param context the text before the choices, which is the first sentence of each row
	 * @param prompt the beginning that all choices share; null for none
	 * @param choices 2 to 100 texts
	 * @param task name of the task or head; null for the model's only multiple choice
	 * @param model alias, id or name of the model; null for the default
	 */
	public Scored choose(@Nullable String context, @Nullable String prompt, @Nullable List<String> choices,
			@Nullable String task, @Nullable String model, Deadline deadline) {
		return this.meters.request(HeadKind.MULTIPLE_CHOICE, () -> {
			InvalidQuestionException.check(() -> this.limits.question("context", context), () -> {
				if (prompt != null && !prompt.isBlank()) {
					this.limits.question("prompt", prompt);
				}
			}, () -> check(choices));
			RegisteredModel asked = this.models.model(model, HeadKind.MULTIPLE_CHOICE, task);
			Task head = ModelChoice.task(asked, HeadKind.MULTIPLE_CHOICE, task);
			return score(asked, deadline, (loaded) -> {
				List<String> texts = Objects.requireNonNull(choices);
				List<Row> rows = rows(loaded, asked, Objects.requireNonNull(context), prompt, texts);
				return new EncodedSentences(loaded, head.name(), rows,
						(logits) -> scored(asked, head, rows, texts, ScoreFunction.SOFTMAX.of(first(logits))));
			});
		});
	}

	/** The only logit of each row. */
	private static float[] first(List<float[]> logits) {
		float[] first = new float[logits.size()];
		for (int i = 0; i < first.length; i++) {
			first[i] = logits.get(i)[0];
		}
		return first;
	}

	private void check(@Nullable List<String> choices) {
		if (choices == null || choices.size() < 2) {
			throw new InvalidQuestionException("choices", "choices requires at least 2 texts");
		}
		if (choices.size() > MAX_CHOICES) {
			throw new QuestionTooLargeException("choices", "at most " + MAX_CHOICES + " choices are accepted",
					MAX_CHOICES);
		}
		InvalidQuestionException.check(IntStream.range(0, choices.size())
			.<Runnable>mapToObj((i) -> () -> this.limits.question("choices[" + i + "]", choices.get(i)))
			.toArray(Runnable[]::new));
	}

	private static List<Row> rows(LoadedModel loaded, RegisteredModel model, String context, @Nullable String prompt,
			List<String> choices) {
		return choices.stream()
			.map((choice) -> Row.of(context, SentenceRows.continuation(prompt, choice), model.maxSequenceLength(),
					loaded.tokenizer()))
			.toList();
	}

	private Scored score(RegisteredModel model, Deadline deadline,
			Function<LoadedModel, Encoded<float[], Scored>> encode) {
		try (PendingAnswer<Scored> pending = this.inference.begin(model, deadline, encode)) {
			return pending.await();
		}
	}

	private static Scored scored(RegisteredModel model, Task task, List<Row> rows, List<String> labels,
			double[] values) {
		List<Scored.ScoredText> options = new ArrayList<>();
		for (int i = 0; i < values.length; i++) {
			options.add(new Scored.ScoredText(i, labels.get(i), values[i]));
		}
		options.sort(Comparator.comparingDouble(Scored.ScoredText::score).reversed());
		return new Scored(model, task.name(), EncodedSentences.dropped(rows), options, Timings.NONE);
	}

}
