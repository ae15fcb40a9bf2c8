package io.mtdnn.evaluation;

import java.util.List;

import io.mtdnn.answering.DecodedAnswer;

/**
 * A model's prediction for one SQuAD question, before any threshold.
 *
 * @param id question id
 * @param golds texts of all gold answers; empty if the question is unanswerable
 * @param bestSpan text of the best non-null span, "" when there is none
 * @param nullOdds null score minus the best span's
 */
public record SquadPrediction(String id, List<String> golds, String bestSpan, double nullOdds) {

	public SquadPrediction {
		golds = List.copyOf(golds);
	}

	/** The prediction in a decoded answer. */
	public static SquadPrediction of(String id, List<String> golds, DecodedAnswer decoded) {
		String bestSpan = (decoded.bestSpan() != null) ? decoded.bestSpan().text() : "";
		return new SquadPrediction(id, golds, bestSpan, decoded.nullOdds());
	}

}
