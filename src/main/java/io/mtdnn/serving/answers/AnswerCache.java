package io.mtdnn.serving.answers;

import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Document;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.meters.ServingMeters;
import org.jspecify.annotations.Nullable;

/** A cache of answers by all their inputs. */
public final class AnswerCache {

	private static final int OVERHEAD = 400;

	private final @Nullable Cache<Key, Answer> answers;

	private final ServingMeters meters;

	/**
	 * An empty cache.
	 * @param bytes approximate maximum size; 0 switches the cache off
	 */
	public AnswerCache(long bytes, ServingMeters meters) {
		this.meters = meters;
		this.answers = (bytes == 0) ? null
				: Caffeine.newBuilder().maximumWeight(bytes).weigher(AnswerCache::weight).build();
	}

	private static int weight(Key key, Answer answer) {
		int texts = key.question().length() + answer.answer().length();
		for (Document document : key.documents()) {
			texts += document.text().length() + OVERHEAD / 8;
		}
		for (Answer.Option option : answer.candidates()) {
			texts += option.answer().length() + OVERHEAD / 4;
		}
		return 2 * texts + OVERHEAD;
	}

	/** A cached answer; null if there is none. */
	@Nullable Answer get(Question question, ResolvedOptions options) {
		if (this.answers == null) {
			return null;
		}
		Answer found = this.answers.getIfPresent(Key.of(question, options));
		this.meters.cache(found != null);
		return found;
	}

	void put(Question question, ResolvedOptions options, Answer answer) {
		if (this.answers != null) {
			this.answers.put(Key.of(question, options), answer);
		}
	}

	private record Key(String question, List<Document> documents, ResolvedOptions options) {

		static Key of(Question question, ResolvedOptions options) {
			return new Key(question.question(), question.documents(), options);
		}

	}

}
