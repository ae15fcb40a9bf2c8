package io.mtdnn.serving;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.HeadKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers many questions in their order. Some are always on their way, so that they share
 * passes of the model; how many is bounded, and with it the memory. A question that fails
 * does not stop the others. All questions of one run that name the same model get the
 * same one, even when an alias moves meanwhile.
 */
public final class QuestionPipeline {

	private static final Logger log = LoggerFactory.getLogger(QuestionPipeline.class);

	private static final int ON_THEIR_WAY = 64;

	private final QuestionAnswering answering;

	private final ModelChoice models;

	private final ServingMeters meters;

	QuestionPipeline(QuestionAnswering answering, ModelChoice models, ServingMeters meters) {
		this.answering = answering;
		this.models = models;
		this.meters = meters;
	}

	/**
	 * Answers all questions of a source.
	 * @param <T> what questions come with
	 * @param kind for the meters
	 * @param results takes the results in the questions' order
	 * @throws CallerGoneException when the client has left
	 */
	public <T> void run(RequestKind kind, Source<T> source, Call call, Consumer<Result<T>> results) {
		this.meters.request(kind, () -> {
			new Run<>(source, call, results).run();
			return null;
		});
	}

	/** A client is told little of what nobody foresaw, so the log has to have it. */
	private static void noteUnexpected(RuntimeException ex) {
		if (RequestOutcome.of(ex) == RequestOutcome.FAILED) {
			log.error("A question of many failed", ex);
		}
	}

	/**
	 * Where questions come from.
	 *
	 * @param <T> what questions come with
	 */
	public interface Source<T> {

		/**
		 * Whether the next question, or the end, is there without waiting; if not,
		 * answers go out first.
		 */
		boolean ready();

		/** The next question, or null at the end. */
		Item<T> next();

	}

	/**
	 * A question, or why there is none.
	 *
	 * @param <T> what it comes with
	 * @param tag comes back with the result
	 * @param question null when it could not be read
	 * @param failure why; null when it could. With neither, it is skipped
	 */
	public record Item<T>(T tag, Question question, RuntimeException failure) {

	}

	/**
	 * An answer, or why there is none.
	 *
	 * @param <T> what the question came with
	 * @param answer null when it failed
	 * @param failure why; null when it did not
	 */
	public record Result<T>(T tag, Answer answer, RuntimeException failure) {

	}

	private final class Run<T> {

		private final Source<T> source;

		private final Call call;

		private final Consumer<Result<T>> results;

		private final Deque<OnItsWay<T>> waiting = new ArrayDeque<>();

		private final Map<String, RegisteredModel> chosen = new HashMap<>();

		private RegisteredModel last;

		Run(Source<T> source, Call call, Consumer<Result<T>> results) {
			this.source = source;
			this.call = call;
			this.results = results;
		}

		void run() {
			try {
				while (true) {
					if (this.waiting.size() >= ON_THEIR_WAY || (!this.waiting.isEmpty() && !this.source.ready())) {
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
					this.waiting.add(begin(item));
				}
				finishAll();
			}
			finally {
				this.waiting.forEach(OnItsWay::close);
			}
		}

		private OnItsWay<T> begin(Item<T> item) {
			if (item.failure() != null) {
				return new OnItsWay<>(item.tag(), null, item.failure());
			}
			try {
				// without a name the key is null
				RegisteredModel model = this.chosen.computeIfAbsent(item.question().options().model(),
						(name) -> QuestionPipeline.this.models.model(name, HeadKind.SPAN, null));
				if (this.last != null && !this.last.id().equals(model.id())) {
					// models may have to take turns in memory, so none is held while
					// another is waited for
					finishAll();
				}
				this.last = model;
				return new OnItsWay<>(item.tag(),
						QuestionPipeline.this.answering.begin(item.question(), model, this.call, Admission.WHEN_ROOM),
						null);
			}
			catch (CallerGoneException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				noteUnexpected(ex);
				return new OnItsWay<>(item.tag(), null, ex);
			}
		}

		private void finishAll() {
			while (!this.waiting.isEmpty()) {
				finishOldest();
			}
		}

		private void finishOldest() {
			try (OnItsWay<T> oldest = this.waiting.remove()) {
				this.results.accept(oldest.finish());
			}
		}

	}

	private record OnItsWay<T>(T tag, QuestionAnswering.Pending pending,
			RuntimeException failure) implements AutoCloseable {

		Result<T> finish() {
			if (this.failure != null) {
				return new Result<>(this.tag, null, this.failure);
			}
			try {
				return new Result<>(this.tag, this.pending.await(), null);
			}
			catch (CallerGoneException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				noteUnexpected(ex);
				return new Result<>(this.tag, null, ex);
			}
		}

		@Override
		public void close() {
			if (this.pending != null) {
				this.pending.close();
			}
		}

	}

}
