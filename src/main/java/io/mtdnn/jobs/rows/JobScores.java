package io.mtdnn.jobs.rows;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The newest scores of a job, with the value that jobs are sorted by. */
@Embeddable
public class JobScores {

	/** Sorts below all scores. */
	private static final double NO_SCORE = -1e9;

	private @Nullable String scores;

	private double scoreOrder = NO_SCORE;

	/**
	 * Stores the scores of an evaluation.
	 * @param main its score on the plan's first task; null if that has not been evaluated
	 * yet
	 */
	public void set(String scoresJson, @Nullable Double main) {
		this.scores = scoresJson;
		this.scoreOrder = (main != null) ? main : NO_SCORE;
	}

	/** JSON of the scores; null before the first evaluation. */
	public @Nullable String json() {
		return this.scores;
	}

	/** The score on the plan's first task, or a number below all scores. */
	public double order() {
		return this.scoreOrder;
	}

}
