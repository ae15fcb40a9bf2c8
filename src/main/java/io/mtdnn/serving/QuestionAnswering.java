package io.mtdnn.serving;

import java.util.List;
import java.util.function.LongSupplier;

import io.mtdnn.answering.DecodedAnswer;
import io.mtdnn.answering.SpanDecoder;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.InvalidWindowException;
import io.mtdnn.tokenization.SlidingWindows;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WordPieces;

/**
 * Answers questions on contexts of any length up to the service's limit. Decoded as in
 * the evaluation after training.
 */
public final class QuestionAnswering {

	private final ModelChoice models;

	private final Passes passes;

	private final AnswerCache cache;

	private final TextLimits limits;

	private final ServingMeters meters;

	private final LongSupplier nanoTime;

	QuestionAnswering(ModelChoice models, Passes passes, AnswerCache cache, TextLimits limits, ServingMeters meters,
			LongSupplier nanoTime) {
		this.models = models;
		this.passes = passes;
		this.cache = cache;
		this.limits = limits;
		this.meters = meters;
		this.nanoTime = nanoTime;
	}

	/**
	 * Answers one question.
	 * @throws InvalidQuestionException for a question that cannot be answered as it
	 * stands
	 * @throws QuestionTooLargeException for texts over a limit
	 * @throws ServingBusyException when the service has no capacity left
	 * @throws DeadlineExceededException when the call's time is over
	 * @throws NoModelException when no model has been trained yet
	 * @throws io.mtdnn.registry.ModelNotFoundException when there is no such model
	 */
	public Answer answer(Question question, Call call) {
		return this.meters.request(RequestKind.QA, () -> {
			RegisteredModel model = this.models.model(question.options().model(), HeadKind.SPAN, null);
			try (Pending pending = begin(question, model, call, Admission.OR_REFUSE)) {
				return pending.await();
			}
		});
	}

	/**
	 * Begins to answer a question.
	 * @param model resolved before, so that several questions can be sure to get the same
	 */
	Pending begin(Question question, RegisteredModel model, Call call, Admission admission) {
		long start = this.nanoTime.getAsLong();
		InvalidQuestionException.check(() -> this.limits.question("question", question.question()),
				() -> this.limits.context("context", question.context()),
				() -> ResolvedOptions.of(question.options(), model));
		ResolvedOptions options = ResolvedOptions.of(question.options(), model);
		if (question.options().nullThreshold() == null) {
			this.meters.asked(options.threshold());
		}
		Task task = ModelChoice.task(model, HeadKind.SPAN, null);
		Answer known = this.cache.get(question, options);
		if (known != null) {
			return new Pending(known.at(Timings.ofCached(this.nanoTime.getAsLong() - start)));
		}
		try {
			return new Pending(question, options, model, task, start, call, admission);
		}
		catch (InvalidWindowException ex) {
			throw new InvalidQuestionException(ex.field(), ex.getMessage());
		}
	}

	/** A question on its way. To be closed by whoever began it. */
	final class Pending implements AutoCloseable {

		private final Answer known;

		private Question question;

		private ResolvedOptions options;

		private RegisteredModel model;

		private WordPieces context;

		private List<Window> windows;

		private PendingPass<SpanLogits> pass;

		private long start;

		private long tokenize;

		private int dropped;

		private Pending(Answer known) {
			this.known = known;
		}

		private Pending(Question question, ResolvedOptions options, RegisteredModel model, Task task, long start,
				Call call, Admission admission) {
			this.known = null;
			this.question = question;
			this.options = options;
			this.model = model;
			this.start = start;
			this.pass = QuestionAnswering.this.passes.begin(model, task, Pass.SPANS, this::rows, call, admission);
		}

		private List<TokenSequence> rows(LoadedModel loaded) {
			long before = QuestionAnswering.this.nanoTime.getAsLong();
			int[] asked = loaded.tokenizer().split(this.question.question()).ids();
			this.dropped = this.options.dropped(asked.length);
			this.context = loaded.context(this.question.context());
			this.windows = SlidingWindows.over(asked, this.context,
					this.options.windows(asked.length, loaded.model().maxPositions()), loaded.tokenizer());
			this.tokenize = QuestionAnswering.this.nanoTime.getAsLong() - before;
			return this.windows.stream().map(Window::sequence).toList();
		}

		/** Waits for the answer. */
		Answer await() {
			Answer answer = (this.known != null) ? this.known : decode();
			QuestionAnswering.this.meters.answered(answer);
			return answer;
		}

		private Answer decode() {
			List<SpanLogits> logits = this.pass.await();
			long before = QuestionAnswering.this.nanoTime.getAsLong();
			DecodedAnswer decoded = SpanDecoder.decode(this.question.context(), this.context, this.windows, logits,
					this.options.decoding());
			long now = QuestionAnswering.this.nanoTime.getAsLong();
			Timings timings = Timings.of(this.pass.submission(), this.tokenize, now - before, now - this.start);
			QuestionAnswering.this.meters.timings(timings);
			Answer answer = new AnswerAssembly(this.question.context(), this.options).answer(decoded, this.model,
					this.dropped, timings);
			QuestionAnswering.this.cache.put(this.question, this.options, answer);
			return answer;
		}

		@Override
		public void close() {
			if (this.pass != null) {
				this.pass.close();
			}
		}

	}

}
