package io.mtdnn.serving.web.tensors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.serving.RequestKind;
import io.mtdnn.serving.ScoreFunction;
import io.mtdnn.serving.Scored;
import io.mtdnn.serving.answers.QuestionPipeline;
import io.mtdnn.serving.answers.QuestionPipeline.Item;
import io.mtdnn.serving.answers.QuestionPipeline.Source;
import io.mtdnn.serving.answers.SentenceScoring;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.web.tensors.Tensors.Output;
import io.mtdnn.serving.web.tensors.Tensors.Request;
import io.mtdnn.serving.web.tensors.Tensors.Response;
import org.springframework.stereotype.Component;

/**
 * Answers requests of the Open Inference Protocol: the names of the inputs decide which
 * head is asked.
 */
@Component
@ConditionalOnRole(NodeRole.SERVING)
class TensorInference {

	private static final String FLOAT = "FP64";

	private static final String TEXT = "BYTES";

	private static final String WHOLE = "INT32";

	private final QuestionPipeline pipeline;

	private final SentenceScoring scoring;

	private final RequestLimits limits;

	TensorInference(QuestionPipeline pipeline, SentenceScoring scoring, RequestLimits limits) {
		this.pipeline = pipeline;
		this.scoring = scoring;
		this.limits = limits;
	}

	/**
	 * Answers a request.
	 * @throws InvalidQuestionException naming the input that does not fit
	 */
	Response infer(RegisteredModel model, Request request, Deadline deadline) {
		Set<String> names = request.inputs()
			.stream()
			.map((input) -> (input != null) ? String.valueOf(input.name()) : "null")
			.collect(Collectors.toSet());
		if (names.size() < request.inputs().size()) {
			throw new InvalidQuestionException("inputs", "each input may be there once");
		}
		if (names.equals(Set.of("question", "context"))) {
			return Response.of(model, request, answers(model, request, deadline));
		}
		if (names.equals(Set.of("text")) || names.equals(Set.of("text", "text_pair"))) {
			return Response.of(model, request, labels(model, request, deadline));
		}
		if (names.equals(Set.of("context", "choices"))) {
			return Response.of(model, request, choices(model, request, deadline));
		}
		throw new InvalidQuestionException("inputs",
				"inputs must be 'question' and 'context', 'text' with or without 'text_pair', or 'context' and 'choices'");
	}

	private List<Output> answers(RegisteredModel model, Request request, Deadline deadline) {
		List<String> questions = texts(request, "question");
		List<String> contexts = texts(request, "context");
		same("context", questions, contexts);
		QuestionOptions options = QuestionOptions.DEFAULT.of(model.id());
		Iterator<Item<Integer>> items = IntStream.range(0, questions.size())
			.mapToObj((i) -> new Item<>(i, new Question(questions.get(i), contexts.get(i), options), null))
			.iterator();
		List<Answer> answers = new ArrayList<>();
		this.pipeline.run(RequestKind.BATCH, Source.of(items), deadline, (result) -> {
			if (result.failure() != null) {
				throw result.failure();
			}
			answers.add(result.answer());
		});
		return List.of(Output.of("answer", TEXT, answers, Answer::answer),
				Output.of("score", FLOAT, answers, Answer::score),
				// a tensor has no place for "no span at all", which is as sure as can be
				// that there is no answer
				Output.of("null_odds", FLOAT, answers,
						(answer) -> (answer.nullOdds() != null) ? answer.nullOdds() : Double.MAX_VALUE),
				Output.of("start", WHOLE, answers, Answer::start), Output.of("end", WHOLE, answers, Answer::end));
	}

	private List<Output> labels(RegisteredModel model, Request request, Deadline deadline) {
		List<String> texts = texts(request, "text");
		List<String> pairs = request.texts("text_pair").orElse(null);
		if (pairs != null) {
			same("text_pair", texts, pairs);
		}
		List<Scored.ScoredText> best = IntStream.range(0, texts.size())
			.mapToObj((i) -> this.scoring
				.classify(texts.get(i), (pairs != null) ? pairs.get(i) : null, task(request), model.id(),
						ScoreFunction.SOFTMAX, deadline)
				.options()
				.get(0))
			.toList();
		return List.of(Output.of("label", TEXT, best, Scored.ScoredText::text),
				Output.of("label_score", FLOAT, best, Scored.ScoredText::score));
	}

	private List<Output> choices(RegisteredModel model, Request request, Deadline deadline) {
		List<String> contexts = texts(request, "context");
		if (contexts.size() != 1) {
			throw new InvalidQuestionException("context",
					"choices are for one context, not %d".formatted(contexts.size()));
		}
		List<Scored.ScoredText> options = new ArrayList<>(this.scoring
			.choose(contexts.get(0), null, texts(request, "choices"), task(request), model.id(), deadline)
			.options());
		options.sort(Comparator.comparingInt(Scored.ScoredText::index));
		return List.of(Output.of("choice_scores", FLOAT, options, Scored.ScoredText::score));
	}

	private List<String> texts(Request request, String name) {
		List<String> texts = request.texts(name).orElseThrow();
		this.limits.batch(name, texts.size());
		return texts;
	}

	private static void same(String name, List<String> first, List<String> second) {
		if (first.size() != second.size()) {
			throw new InvalidQuestionException(name,
					"%s has %d elements, but the other input has %d".formatted(name, second.size(), first.size()));
		}
	}

	private static String task(Request request) {
		Object task = request.parameters().get("task");
		if (task != null && !(task instanceof String)) {
			throw new InvalidQuestionException("parameters.task", "task must be a text");
		}
		return (String) task;
	}

}
