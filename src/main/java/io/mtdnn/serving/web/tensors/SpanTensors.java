package io.mtdnn.serving.web.tensors;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.serving.RequestKind;
import io.mtdnn.serving.answers.QuestionPipeline;
import io.mtdnn.serving.answers.QuestionPipeline.Item;
import io.mtdnn.serving.answers.QuestionPipeline.Source;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.web.tensors.Tensors.Output;
import io.mtdnn.serving.web.tensors.Tensors.Request;
import io.mtdnn.task.HeadKind;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The inputs and outputs of span heads: questions with their contexts, and answers. */
@Component
@Order(1)
@ConditionalOnRole(NodeRole.SERVING)
class SpanTensors implements HeadTensors {

	private final QuestionPipeline pipeline;

	private final RequestLimits limits;

	SpanTensors(QuestionPipeline pipeline, RequestLimits limits) {
		this.pipeline = pipeline;
		this.limits = limits;
	}

	@Override
	public HeadKind head() {
		return HeadKind.SPAN;
	}

	@Override
	public List<Tensor> inputs() {
		return List.of(Tensor.texts("question"), Tensor.texts("context"));
	}

	@Override
	public List<Tensor> outputs() {
		return List.of(Tensor.texts("answer"), Tensor.numbers("score"), Tensor.numbers("null_odds"),
				Tensor.integers("start"), Tensor.integers("end"));
	}

	@Override
	public List<Output> infer(RegisteredModel model, Request request, Deadline deadline) {
		List<Answer> answers = answers(model, request, deadline);
		List<Tensor> outputs = outputs();
		return List.of(outputs.get(0).of(answers, Answer::answer), outputs.get(1).of(answers, Answer::score),
				outputs.get(2).of(answers, SpanTensors::nullOdds), outputs.get(3).of(answers, Answer::start),
				outputs.get(4).of(answers, Answer::end));
	}

	private List<Answer> answers(RegisteredModel model, Request request, Deadline deadline) {
		List<String> questions = request.texts("question", this.limits);
		List<String> contexts = request.texts("context", this.limits);
		Request.requireSame("context", questions, contexts);
		InvalidQuestionException.check(
				Stream
					.concat(Request.checks("question", questions, this.limits::question),
							Request.checks("context", contexts, this.limits::context))
					.toArray(Runnable[]::new));
		QuestionOptions options = QuestionOptions.DEFAULT.of(model.id()).with(request.task());
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
		return answers;
	}

	/**
	 * The null odds. If the context contains no span, they are the largest number,
	 * because tensors do not support null.
	 */
	private static double nullOdds(Answer answer) {
		return (answer.nullOdds() != null) ? answer.nullOdds() : Double.MAX_VALUE;
	}

}
