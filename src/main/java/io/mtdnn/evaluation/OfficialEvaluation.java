package io.mtdnn.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The input and the metrics of the official {@code evaluate-v2.0.py}.
 *
 * @param golds per question id the texts of its gold answers, in the dataset's order;
 * none when it is unanswerable
 * @param predictions per question id its answer, "" for none; others are ignored
 * @param nullOdds per question id the null odds ({@code --na-prob-file}); null when it is
 * not given
 * @param threshold null odds above which an answer counts as ""
 * ({@code --na-prob-thresh})
 */
public record OfficialEvaluation(Map<String, List<String>> golds, Map<String, String> predictions,
		@Nullable Map<String, Double> nullOdds, double threshold) {

	/** The default threshold of the official script. */
	public static final double THRESHOLD = 1.0;

	private static final int NAMED = 5;

	/** All faults that prevent the computation. */
	public List<Fault> faults() {
		List<Fault> faults = new ArrayList<>();
		if (this.golds.isEmpty()) {
			faults.add(new Fault("dataset", "the dataset has no questions"));
		}
		missing("predictions", this.predictions, faults);
		if (this.nullOdds != null) {
			missing("nullOdds", this.nullOdds, faults);
			infinite(this.nullOdds, faults);
		}
		if (!Double.isFinite(this.threshold)) {
			faults.add(new Fault("threshold", "threshold must be a finite number"));
		}
		return faults;
	}

	private void infinite(Map<String, Double> odds, List<Fault> faults) {
		List<String> infinite = this.golds.keySet().stream().filter((id) -> {
			Double value = odds.get(id);
			return value != null && !Double.isFinite(value);
		}).toList();
		if (!infinite.isEmpty()) {
			faults.add(new Fault("nullOdds", "nullOdds must be finite numbers, but %d of %d are not: %s"
				.formatted(infinite.size(), this.golds.size(), named(infinite))));
		}
	}

	private void missing(String field, Map<String, ?> given, List<Fault> faults) {
		Set<String> missing = new LinkedHashSet<>(this.golds.keySet());
		missing.removeIf((id) -> given.get(id) != null);
		if (!missing.isEmpty()) {
			faults.add(new Fault(field, "%s has no value for %d of %d questions: %s".formatted(field, missing.size(),
					this.golds.size(), named(missing))));
		}
	}

	private static String named(Collection<String> ids) {
		return ids.stream().limit(NAMED).map(Excerpt::of).collect(Collectors.joining(", "))
				+ ((ids.size() > NAMED) ? ", ..." : "");
	}

	/**
	 * The metrics, in the official order; {@code best_...} only with null odds.
	 * @throws IllegalArgumentException when there are {@link #faults}
	 */
	public Map<String, Double> metrics() {
		if (!faults().isEmpty()) {
			throw new IllegalArgumentException(faults().toString());
		}
		List<QuestionScore> scores = this.golds.keySet().stream().map(this::score).toList();
		return (this.nullOdds != null) ? SquadMetrics.of(scores, this.threshold)
				: SquadMetrics.at(scores, this.threshold);
	}

	private QuestionScore score(String id) {
		double odds = (this.nullOdds != null) ? Objects.requireNonNull(this.nullOdds.get(id)) : 0;
		return QuestionScore.of(new SquadPrediction(id, Objects.requireNonNull(this.golds.get(id)),
				Objects.requireNonNull(this.predictions.get(id)), odds));
	}

}
