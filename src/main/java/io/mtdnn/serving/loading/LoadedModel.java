package io.mtdnn.serving.loading;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import io.mtdnn.evaluation.Calibration;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;
import org.jspecify.annotations.Nullable;

/**
 * A model in memory with the number of its users: the cache that loaded it, each request
 * and each batch. When the last user releases it, the weights are freed, so a model is
 * never freed during a request.
 */
public final class LoadedModel {

	private final String id;

	private final InferenceModel model;

	private final WordPieceTokenizer tokenizer;

	private final Cache<String, WordPieces> contexts;

	private final Map<String, Calibration> calibrations;

	private final Runnable freed;

	private final AtomicInteger users = new AtomicInteger(1);

	/**
	 * Moving average of nanoseconds per token, used to predict the next pass.
	 */
	private volatile double nanosPerToken;

	/**
	 * A model whose first user is its loader.
	 * @param contexts cache of tokenised contexts
	 * @param calibrations calibrations of the tasks that have one
	 * @param freed called after the weights have been freed
	 */
	public LoadedModel(String id, InferenceModel model, WordPieceTokenizer tokenizer,
			Cache<String, WordPieces> contexts, Map<String, Calibration> calibrations, Runnable freed) {
		this.id = id;
		this.model = model;
		this.tokenizer = tokenizer;
		this.contexts = contexts;
		this.calibrations = Map.copyOf(calibrations);
		this.freed = freed;
	}

	/** The model's id. */
	public String id() {
		return this.id;
	}

	/** The weights. */
	public InferenceModel model() {
		return this.model;
	}

	/** The model's tokenizer. */
	public WordPieceTokenizer tokenizer() {
		return this.tokenizer;
	}

	/**
	 * The pieces of a context. They are cached, because contexts often have several
	 * questions.
	 */
	public WordPieces context(String text) {
		return this.contexts.get(text, this.tokenizer::split);
	}

	/**
	 * The calibration that converts a task's null odds to probabilities; null if the task
	 * has none.
	 */
	public @Nullable Calibration calibration(String task) {
		return this.calibrations.get(task);
	}

	/** The logits of a span head for rows. */
	public List<SpanLogits> spans(String task, List<TokenSequence> rows) {
		return this.model.spans(task, rows);
	}

	/** The logits of a head on [CLS] for rows. */
	public List<float[]> scores(String task, List<TokenSequence> rows) {
		return Arrays.asList(this.model.scores(task, rows));
	}

	/** Adds a user; returns false if the model has already been freed. */
	public boolean retain() {
		int now = this.users.get();
		while (now > 0) {
			if (this.users.compareAndSet(now, now + 1)) {
				return true;
			}
			now = this.users.get();
		}
		return false;
	}

	/** Removes a user. */
	public void release() {
		if (this.users.decrementAndGet() == 0) {
			try {
				this.model.close();
				this.tokenizer.close();
			}
			finally {
				this.freed.run();
			}
		}
	}

	/** Whether the loader is the only user. */
	boolean idle() {
		return this.users.get() == 1;
	}

	/**
	 * Updates the average with the time that a pass took, or would take, with all
	 * threads.
	 */
	public void ran(int tokens, long nanos) {
		double measured = (double) nanos / tokens;
		double before = this.nanosPerToken;
		this.nanosPerToken = (before == 0) ? measured : 0.8 * before + 0.2 * measured;
	}

	/**
	 * Moving average of nanoseconds per token of recent passes with all threads; 0 before
	 * the first.
	 */
	public double nanosPerToken() {
		return this.nanosPerToken;
	}

}
