package io.mtdnn.experiments.analysis;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a search that learns from its runs has found so far.
 *
 * @param kind gaussian-process or thompson
 * @param left mixtures or pulls that it may still choose
 * @param best label of the arm of which it expects most; the baseline if no other is
 * expected to be better; absent before it has scores to learn from
 * @param mixtures what a Gaussian process expects of mixtures that have scores, the best
 * first; absent for other kinds
 * @param tasks what Thompson sampling knows of auxiliary tasks, the best first; absent
 * for other kinds
 * @param sentence the same in plain words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchReport(String kind, int left, @Nullable String best, @Nullable List<MixtureEstimate> mixtures,
		@Nullable List<TaskEstimate> tasks, String sentence) {

	/** Labels of the arms of which it expects something, the best first. */
	List<String> ranking() {
		if (this.mixtures != null) {
			return this.mixtures.stream().map(MixtureEstimate::label).toList();
		}
		return (this.tasks != null) ? this.tasks.stream().map(TaskEstimate::label).toList() : List.of();
	}

	/** The report before there are scores to learn from. */
	public static SearchReport early(String kind, int left) {
		return new SearchReport(kind, left, null, null, null, "The search has too few scores to learn from.");
	}

	/**
	 * A mixture.
	 *
	 * @param label what varies
	 * @param mean expected score on the half that arms are chosen on, in points
	 * @param low lower end of its credible interval at 95 %
	 * @param high upper end
	 */
	public record MixtureEstimate(String label, double mean, double low, double high) {

	}

	/**
	 * An auxiliary task.
	 *
	 * @param label label of its arm
	 * @param task its dataset
	 * @param pulls number of runs that could be compared with the baseline
	 * @param mean expected gain over the baseline on the half that arms are chosen on, in
	 * points
	 * @param low lower end of its credible interval at 95 %
	 * @param high upper end
	 * @param helps probability that the gain is above 0
	 * @param best probability that it is the largest
	 */
	public record TaskEstimate(String label, String task, int pulls, double mean, double low, double high, double helps,
			double best) {

	}

}
