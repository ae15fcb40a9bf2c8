package io.mtdnn.serving.answers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.CallerGoneException;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.serving.RequestKind;
import io.mtdnn.serving.batching.PendingAnswer;
import io.mtdnn.serving.loading.ModelChoice;
import io.mtdnn.serving.meters.RequestOutcome;
import io.mtdnn.serving.meters.ServingMeters;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.TaskHeads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers many questions in order. Several are computed at a time, so that they share
 * forward passes; their number is bounded to bound the memory. A question that fails does
 * not affect the others. All questions of a call that name the same model get the same
 * one, even if an alias moves meanwhile.
 */
public final class QuestionPipeline {

	private static final Logger log = LoggerFactory.getLogger(QuestionPipeline.class);

	private static final int AT_A_TIME = 64;

	/** Input rows of the questions that are computed at a time; one may have more. */
	private static final int ROWS_AT_A_TIME = 1024;

	private final QuestionAnswering answering;

	private final ModelChoice models;

	private final ServingMeters meters;

	/** A pipeline that answers with the given question answering. */
	public QuestionPipeline(QuestionAnswering answering, ModelChoice models, ServingMeters meters) {
		this.answering = answering;
		this.models = models;
		this.meters = meters;
	}

	/**
	 * Answers all questions of a source.
	 * @param <T> type of the tags that identify questions
	 * @param kind kind of request, for the meters
	 * @param results receives the results in the order of the questions
	 * @throws CallerGoneException when the client has disconnected
	 */
	public <T> void run(RequestKind kind, Source<T> source, Deadline deadline, Consumer<Result<T>> results) {
		this.meters.request(kind, () -> {
			new Run<>(source, deadline, results).run();
			return null;
		});
	}

	/** Logs an unexpected failure, of which the response contains no details. */
	private static void noteUnexpected(RuntimeException ex) {
		if (RequestOutcome.of(ex) == RequestOutcome.FAILED) {
			log.error("One of several questions failed", ex);
		}
	}

	/**
	 * A source of questions.
	 *
	 * @param <T> type of the tags that identify questions
	 */
	public interface Source<T> {

		/** A source of questions that are all available. */
		static <T> Source<T> of(Iterator<Item<T>> items) {
			return new Source<>() {

				@Override
				public boolean ready() {
					return true;
				}

				@Override
				public @Nullable Item<T> next() {
					return items.hasNext() ? items.next() : null;
				}

			};
		}

		/**
		 * Whether the next question, or the end, is available without waiting. If not,
		 * pending answers are written first.
		 */
		boolean ready();

		/** The next question, or null at the end. */
		@Nullable Item<T> next();

	}

	/**
	 * A question, or the reason why it could not be read. An item with neither is
	 * skipped.
	 *
	 * @param <T> type of the tag
	 * @param tag identifies the result of the question
	 * @param question the question; null if it could not be read
	 * @param failure the reason; null if the question could be read
	 */
	public record Item<T>(T tag, @Nullable Question question, @Nullable RuntimeException failure) {

	}

	/**
	 * An answer, or the reason for its failure.
	 *
	 * @param <T> type of the tag
	 * @param tag the tag of the question
	 * @param answer the answer; null if the question failed
	 * @param failure the reason; null if the question has an answer
	 */
	public record Result<T>(T tag, @Nullable Answer answer, @Nullable RuntimeException failure) {

	}

	private final class Run<T> {

		private final Source<T> source;

		private final Deadline deadline;

		private final Consumer<Result<T>> results;

		private final Deque<Tagged<T>> waiting = new ArrayDeque<>();

		private final Map<Choice, RegisteredModel> chosen = new HashMap<>();

		private @Nullable RegisteredModel last;

		private int rows;

		Run(Source<T> source, Deadline deadline, Consumer<Result<T>> results) {
			this.source = source;
			this.deadline = deadline;
			this.results = results;
		}

		void run() {
			try {
				while (true) {
					if (isFull() || (!this.waiting.isEmpty() && !this.source.ready())) {
						finishOldest();
						continue;
					}
					Item<T> item = this.source.next();
					if (item == null) {
						break;
					}
					if (item.question() == null && item.failure() == null) {
						continue;
					}
					add(new Tagged<>(item.tag(), begin(item)));
				}
				finishAll();
			}
			finally {
				this.waiting.forEach((tagged) -> tagged.pending().close());
			}
		}

		private boolean isFull() {
			return this.waiting.size() >= AT_A_TIME || this.rows >= ROWS_AT_A_TIME;
		}

		private void add(Tagged<T> tagged) {
			this.waiting.add(tagged);
			this.rows += tagged.pending().rows();
		}

		private PendingAnswer<Answer> begin(Item<T> item) {
			if (item.failure() != null) {
				return PendingAnswer.failed(item.failure());
			}
			try {
				Question question = Objects.requireNonNull(item.question());
				return QuestionPipeline.this.answering.begin(question, model(question), this.deadline);
			}
			catch (CallerGoneException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				return PendingAnswer.failed(ex);
			}
		}

		private RegisteredModel model(Question question) {
			RegisteredModel model = chosen(Choice.of(question.options()));
			if (this.last != null && !this.last.id().equals(model.id())) {
				// Memory may have room for only one model, so the previous one is
				// released before another is loaded.
				finishAll();
			}
			this.last = model;
			return model;
		}

		/** Keeps no choice of a task that the model lacks, of which there is no end. */
		private RegisteredModel chosen(Choice choice) {
			RegisteredModel known = this.chosen.get(choice);
			if (known != null) {
				return known;
			}
			RegisteredModel model = QuestionPipeline.this.models.model(choice.model(), HeadKind.SPAN, choice.task());
			if (choice.task() == null || TaskHeads.find(model.tasks(), choice.task()).isPresent()) {
				this.chosen.put(choice, model);
			}
			return model;
		}

		private void finishAll() {
			while (!this.waiting.isEmpty()) {
				finishOldest();
			}
		}

		private void finishOldest() {
			Tagged<T> oldest = this.waiting.remove();
			this.rows -= oldest.pending().rows();
			try (PendingAnswer<Answer> pending = oldest.pending()) {
				this.results.accept(result(oldest.tag(), pending));
			}
		}

		private Result<T> result(T tag, PendingAnswer<Answer> pending) {
			try {
				return new Result<>(tag, pending.await(), null);
			}
			catch (CallerGoneException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				noteUnexpected(ex);
				return new Result<>(tag, null, ex);
			}
		}

	}

	/**
	 * What selects a model.
	 *
	 * @param model its name; null if the question does not name one
	 * @param task the task of a question without a model; null for any
	 */
	private record Choice(@Nullable String model, @Nullable String task) {

		static Choice of(QuestionOptions options) {
			return new Choice(options.model(), (options.model() == null) ? options.task() : null);
		}

	}

	private record Tagged<T>(T tag, PendingAnswer<Answer> pending) {

	}

}
