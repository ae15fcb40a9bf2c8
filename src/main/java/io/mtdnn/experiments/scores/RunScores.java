package io.mtdnn.experiments.scores;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The scores of a run, without its questions: sums by article and half, from which every
 * table and test of an experiment is computed, also after the model was deleted.
 *
 * @param modelId id of the model; null if the run has none
 * @param dataset the evaluated dataset of the leading task
 * @param metric main metric of the leading task
 * @param metrics per dataset all metrics of the kept epoch
 * @param cells sums by article and half; empty if the leading task has no questions
 */
public record RunScores(@Nullable String modelId, String dataset, String metric,
		Map<String, Map<String, Double>> metrics, List<Cell> cells) {

	/**
	 * Sums of an article's questions in one half, in points (100 for a right answer).
	 *
	 * @param first whether the questions are in the first half
	 * @param exact exact match at threshold 0
	 * @param f1 F1 at threshold 0
	 * @param tunedExact exact match at the threshold that is best for the other half
	 * @param tunedF1 F1 at the threshold that is best for the other half
	 */
	public record Cell(String article, boolean first, int questions, double exact, double f1, double tunedExact,
			double tunedF1) {

	}

	/** The same run, judged by a metric of one of its datasets. */
	public RunScores on(String judged, String by) {
		return new RunScores(this.modelId, judged, by, this.metrics,
				judged.equals(this.dataset) ? this.cells : List.of());
	}

	/** Whether metrics are those of questions, which are percentages. */
	static boolean isQuestions(Map<String, Double> values) {
		return values.containsKey("always_empty_f1");
	}

	/** The main metric of the leading dataset in percent; null if there is none. */
	public @Nullable Double mainScore() {
		double main = percent(this.metric);
		return Double.isFinite(main) ? main : null;
	}

	/** A metric of the leading dataset in percent; NaN if there is none. */
	public double percent(String name) {
		Map<String, Double> values = this.metrics.getOrDefault(this.dataset, Map.of());
		Double value = values.get(name);
		if (value == null) {
			return Double.NaN;
		}
		return isQuestions(values) ? value : 100 * value;
	}

}
