package io.mtdnn.serving;

import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;

/**
 * A model in memory. It counts who uses it: the cache that loaded it, each request, each
 * batch. Who comes last frees the weights, so that nothing is taken away from a request
 * that is under way.
 */
final class LoadedModel {

	private final String id;

	private final InferenceModel model;

	private final WordPieceTokenizer tokenizer;

	private final Cache<String, WordPieces> contexts;

	private final Runnable freed;

	private final AtomicInteger users = new AtomicInteger(1);

	/** Of the last passes; what the next ones will probably take. */
	private volatile double nanosPerToken;

	/**
	 * A model with its loader as first user.
	 * @param contexts tokenised contexts
	 * @param freed called once the weights are gone
	 */
	LoadedModel(String id, InferenceModel model, WordPieceTokenizer tokenizer, Cache<String, WordPieces> contexts,
			Runnable freed) {
		this.id = id;
		this.model = model;
		this.tokenizer = tokenizer;
		this.contexts = contexts;
		this.freed = freed;
	}

	String id() {
		return this.id;
	}

	InferenceModel model() {
		return this.model;
	}

	WordPieceTokenizer tokenizer() {
		return this.tokenizer;
	}

	/** The pieces of a context, which several questions are often asked about. */
	WordPieces context(String text) {
		return this.contexts.get(text, this.tokenizer::split);
	}

	/** Becomes a user, unless the model has been freed already. */
	boolean retain() {
		int now = this.users.get();
		while (now > 0) {
			if (this.users.compareAndSet(now, now + 1)) {
				return true;
			}
			now = this.users.get();
		}
		return false;
	}

	/** Is a user no more. */
	void release() {
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

	/** Whether only its loader holds it. */
	boolean idle() {
		return this.users.get() == 1;
	}

	/** Learns how fast the model is from a pass. */
	void ran(int tokens, long nanos) {
		double measured = (double) nanos / tokens;
		double before = this.nanosPerToken;
		this.nanosPerToken = (before == 0) ? measured : 0.8 * before + 0.2 * measured;
	}

	double nanosPerToken() {
		return this.nanosPerToken;
	}

}
