package io.mtdnn.serving.answers;

import java.util.function.LongSupplier;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.DeadlineExceededException;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.NoModelException;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.serving.QuestionTooLargeException;
import io.mtdnn.serving.RequestKind;
import io.mtdnn.serving.ServingBusyException;
import io.mtdnn.serving.Timings;
import io.mtdnn.serving.batching.Inference;
import io.mtdnn.serving.batching.PendingAnswer;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.loading.ModelChoice;
import io.mtdnn.serving.meters.ServingMeters;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions on one or several texts up to the limits of the service. Answers are
 * decoded as in the evaluation after training.
 */
public final class QuestionAnswering {

	private final ModelChoice models;

	private final Inference inference;

	private final AnswerCache cache;

	private final RequestLimits limits;

	private final ServingMeters meters;

	private final LongSupplier nanoTime;

	/**
	 * Answers with the given inference.
	 * @param nanoTime like {@link System#nanoTime()}
	 */
	public QuestionAnswering(ModelChoice models, Inference inference, AnswerCache cache, RequestLimits limits,
			ServingMeters meters, LongSupplier nanoTime) {
		this.models = models;
		this.inference = inference;
		this.cache = cache;
		this.limits = limits;
		this.meters = meters;
		this.nanoTime = nanoTime;
	}

	/**
	 * Answers one question.
	 * @throws InvalidQuestionException when the question or its options are invalid
	 * @throws QuestionTooLargeException when texts exceed a limit
	 * @throws ServingBusyException when the service has no capacity
	 * @throws DeadlineExceededException when the deadline passes
	 * @throws NoModelException when the question does not name a model and there is no
	 * model for such questions
	 * @throws io.mtdnn.registry.ModelNotFoundException when there is no such model
	 */
	public Answer answer(Question question, Deadline deadline) {
		return this.meters.request(RequestKind.QA, () -> {
			QuestionOptions options = question.options();
			RegisteredModel model = this.models.model(options.model(), HeadKind.SPAN, options.task());
			try (PendingAnswer<Answer> pending = begin(question, model, deadline)) {
				return pending.await();
			}
		});
	}

	/**
	 * Starts to answer a question.
	 * @param model the model, which the caller has resolved, so that several questions
	 * get the same one
	 */
	PendingAnswer<Answer> begin(Question question, RegisteredModel model, Deadline deadline) {
		long start = this.nanoTime.getAsLong();
		check(question);
		Task task = task(model, question.options().task());
		ResolvedOptions options = ResolvedOptions.of(question.options(), model, task);
		if (question.options().nullThreshold() == null) {
			this.meters.asked(options.threshold());
		}
		Answer known = this.cache.get(question, options);
		PendingAnswer<Answer> pending = (known != null)
				? PendingAnswer.of(known.at(Timings.ofCached(this.nanoTime.getAsLong() - start)))
				: this.inference
					.begin(model, deadline,
							(loaded) -> EncodedQuestion.of(question, options, model, task, loaded, this.limits))
					.then((answer) -> this.cache.put(question, options, answer));
		return pending.then(this.meters::answered);
	}

	private static Task task(RegisteredModel model, @Nullable String name) {
		return (name == null) ? ModelChoice.first(model, HeadKind.SPAN) : ModelChoice.task(model, HeadKind.SPAN, name);
	}

	private void check(Question question) {
		InvalidQuestionException.check(() -> this.limits.question("question", question.question()),
				() -> this.limits.documents(question.documents()), () -> ResolvedOptions.check(question.options()));
	}

}
