package io.mtdnn.experiments.analysis;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The results of a halving search so far.
 *
 * @param rungs its rungs, the last one after all steps
 * @param steps steps that the compared combinations would take without discarding any, as
 * far as they are known
 * @param savedSteps steps that discarding has saved
 * @param savedHours hours that it has saved, at the speed of each discarded run
 * @param sentence the same in plain words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HalvingReport(List<Rung> rungs, long steps, long savedSteps, double savedHours, String sentence) {

	/**
	 * A rung.
	 *
	 * @param share share of the steps
	 * @param combinations number of combinations that reach it
	 * @param scores of those that have reached it, the best first; empty for the last
	 * one, whose scores are those of the arms
	 */
	public record Rung(double share, int combinations, List<RungArm> scores) {

	}

	/**
	 * A combination at a rung.
	 *
	 * @param label what varies
	 * @param score mean of its seeds on the first half of the evaluation set, in points
	 * @param promoted whether it continues; absent before all have reached the rung
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record RungArm(String label, double score, @Nullable Boolean promoted) {

	}

}
