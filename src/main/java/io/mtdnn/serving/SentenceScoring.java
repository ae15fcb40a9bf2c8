package io.mtdnn.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;

/**
 * Asks the heads on [CLS]: classification and multiple choice, encoded as in training.
 */
public final class SentenceScoring {

	private static final int MOST_CHOICES = 100;

	private final ModelChoice models;

	private final Passes passes;

	private final TextLimits limits;

	private final ServingMeters meters;

	private final LongSupplier nanoTime;

	SentenceScoring(ModelChoice models, Passes passes, TextLimits limits, ServingMeters meters, LongSupplier nanoTime) {
		this.models = models;
		this.passes = passes;
		this.limits = limits;
		this.meters = meters;
		this.nanoTime = nanoTime;
	}

	/**
	 * Labels of a sentence or a pair of sentences, with their probabilities, the most
	 * probable first.
	 * @param second null for a single sentence
	 * @param task name of the task; null for the model's only classification
	 * @param model alias, id or name; null for the default
	 * @param function what is made of the logits
	 */
	public Scored classify(String first, String second, String task, String model, ScoreFunction function, Call call) {
		return this.meters.request(RequestKind.CLASSIFICATION, () -> {
			InvalidQuestionException.check(() -> this.limits.question("text", first), () -> {
				if (second != null) {
					this.limits.question("textPair", second);
				}
			});
			RegisteredModel asked = this.models.model(model, HeadKind.CLASSIFICATION, task);
			Task head = ModelChoice.task(asked, HeadKind.CLASSIFICATION, task);
			Scores scores = score(asked, head,
					(loaded) -> List.of(Row.of(first, second, asked.maxSequenceLength(), loaded.tokenizer())), call);
			return scored(asked, head, head.labels(), function.of(scores.logits().get(0)), scores);
		});
	}

	/**
	 * Choices with their probabilities, the most probable first.
	 * @param context what comes before, the first sentence of each row
	 * @param prompt the beginning of each choice; null for none
	 * @param choices 2 to 100 texts
	 * @param task name of the task; null for the model's only multiple choice
	 */
	public Scored choose(String context, String prompt, List<String> choices, String task, String model, Call call) {
		return this.meters.request(RequestKind.MULTIPLE_CHOICE, () -> {
			InvalidQuestionException.check(() -> this.limits.question("context", context), () -> check(choices));
			RegisteredModel asked = this.models.model(model, HeadKind.MULTIPLE_CHOICE, task);
			Task head = ModelChoice.task(asked, HeadKind.MULTIPLE_CHOICE, task);
			Scores scores = score(asked, head, (loaded) -> rows(loaded, asked, context, prompt, choices), call);
			float[] logits = new float[choices.size()];
			for (int i = 0; i < logits.length; i++) {
				logits[i] = scores.logits().get(i)[0];
			}
			return scored(asked, head, choices, ScoreFunction.SOFTMAX.of(logits), scores);
		});
	}

	private void check(List<String> choices) {
		if (choices == null || choices.size() < 2) {
			throw new InvalidQuestionException("choices", "choices needs at least 2 texts");
		}
		if (choices.size() > MOST_CHOICES) {
			throw new QuestionTooLargeException("choices", "at most " + MOST_CHOICES + " choices are accepted",
					MOST_CHOICES);
		}
		InvalidQuestionException.check(IntStream.range(0, choices.size())
			.<Runnable>mapToObj((i) -> () -> this.limits.question("choices[" + i + "]", choices.get(i)))
			.toArray(Runnable[]::new));
	}

	private static List<Row> rows(LoadedModel loaded, RegisteredModel model, String context, String prompt,
			List<String> choices) {
		String beginning = (prompt == null || prompt.isBlank()) ? "" : prompt + " ";
		return choices.stream()
			.map((choice) -> Row.of(context, beginning + choice, model.maxSequenceLength(), loaded.tokenizer()))
			.toList();
	}

	private Scores score(RegisteredModel model, Task task, Function<LoadedModel, List<Row>> rows, Call call) {
		long start = this.nanoTime.getAsLong();
		long[] tokenize = new long[1];
		int[] dropped = new int[1];
		try (PendingPass<float[]> pass = this.passes.begin(model, task, Pass.SCORES, (loaded) -> {
			long before = this.nanoTime.getAsLong();
			List<Row> made = rows.apply(loaded);
			tokenize[0] = this.nanoTime.getAsLong() - before;
			dropped[0] = made.stream().mapToInt(Row::droppedPieces).max().orElse(0);
			return made.stream().map(Row::sequence).toList();
		}, call, Admission.OR_REFUSE)) {
			List<float[]> logits = pass.await();
			Timings timings = Timings.of(pass.submission(), tokenize[0], 0, this.nanoTime.getAsLong() - start);
			this.meters.timings(timings);
			return new Scores(logits, dropped[0], timings);
		}
	}

	private static Scored scored(RegisteredModel model, Task task, List<String> labels, double[] values,
			Scores scores) {
		List<Scored.ScoredText> options = new ArrayList<>();
		for (int i = 0; i < values.length; i++) {
			options.add(new Scored.ScoredText(i, labels.get(i), values[i]));
		}
		options.sort(Comparator.comparingDouble(Scored.ScoredText::score).reversed());
		return new Scored(model, task.name(), scores.droppedPieces(), options, scores.timings());
	}

	private record Scores(List<float[]> logits, int droppedPieces, Timings timings) {

	}

}
