package io.mtdnn.serving.web.sentences;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.ScoreFunction;
import io.mtdnn.serving.Scored;
import io.mtdnn.serving.answers.SentenceScoring;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.web.tensors.Tensor;
import io.mtdnn.serving.web.tensors.Tensors.Request;
import io.mtdnn.task.HeadKind;
import org.jspecify.annotations.Nullable;

/**
 * Sentences, or pairs of them, as inputs of the Open Inference Protocol.
 *
 * @param pairs the second sentences; null for single sentences
 */
record SentenceInputs(List<String> texts, @Nullable List<String> pairs) {

	private static final String TEXT = "text";

	private static final String PAIR = "text_pair";

	static final List<Tensor> TENSORS = List.of(Tensor.texts(TEXT), Tensor.texts(PAIR));

	/** Whether inputs of these names are sentences. */
	static boolean are(Set<String> names) {
		return names.equals(Set.of(TEXT)) || names.equals(Set.of(TEXT, PAIR));
	}

	static SentenceInputs of(Request request, RequestLimits limits) {
		List<String> texts = request.texts(TEXT, limits);
		List<String> pairs = request.texts(PAIR).orElse(null);
		if (pairs != null) {
			Request.requireSame(PAIR, texts, pairs);
		}
		InvalidQuestionException.check(Stream
			.concat(Request.checks(TEXT, texts, limits::question),
					(pairs != null) ? Request.checks(PAIR, pairs, limits::question) : Stream.empty())
			.toArray(Runnable[]::new));
		return new SentenceInputs(texts, pairs);
	}

	/** The highest output of a head for each sentence or pair. */
	List<Scored.ScoredText> score(SentenceScoring scoring, HeadKind head, @Nullable String task, RegisteredModel model,
			ScoreFunction function, Deadline deadline) {
		return IntStream.range(0, this.texts.size())
			.mapToObj((i) -> scoring
				.score(head, this.texts.get(i), (this.pairs != null) ? this.pairs.get(i) : null, task, model.id(),
						function, deadline)
				.options()
				.get(0))
			.toList();
	}

}
