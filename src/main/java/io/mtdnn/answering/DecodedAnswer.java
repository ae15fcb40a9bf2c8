package io.mtdnn.answering;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The decoder's result for one question.
 *
 * @param answer the final answer after the threshold ("" with start = end = 0 when the
 * null answer wins)
 * @param bestSpan the best non-null candidate regardless of the threshold, or null if
 * there is no valid span; used by the threshold search
 * @param nullOdds null score minus best span's score (positive: rather unanswerable);
 * positive infinity when there is no valid span
 * @param candidates the n-best spans and the null answer, best first by logit
 */
public record DecodedAnswer(Candidate answer, @Nullable Candidate bestSpan, double nullOdds,
		List<Candidate> candidates) {

	public DecodedAnswer {
		candidates = List.copyOf(candidates);
	}

}
