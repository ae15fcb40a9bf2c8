package io.mtdnn.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Converts null odds to the probability that an answer is right. Isotonic regression fits
 * it on one half of the articles of an evaluation set; its quality is reported on the
 * other.
 *
 * @param fittedOn number of questions in the half used for fitting
 * @param reportedOn number of questions in the other half
 * @param span from minus null odds to the probability that the best span equals a gold
 * answer
 * @param empty from null odds to the probability that the question has no answer
 * @param before on the other half, the best span's share of the probability among its
 * candidates; null when the evaluation did not keep it
 * @param after on the other half, the calibrated probability of the best span
 */
public record Calibration(int fittedOn, int reportedOn, IsotonicRegression span, IsotonicRegression empty,
		@Nullable Reliability before, Reliability after) {

	/** Minimum number of questions with a span in each half. */
	public static final int FEWEST = 20;

	/**
	 * Fits on one half and reports on the other.
	 * @return empty when a half has fewer than {@link #FEWEST} questions with a span
	 */
	public static Optional<Calibration> of(List<JudgedQuestion> questions) {
		Map<Boolean, List<JudgedQuestion>> halves = questions.stream()
			.filter(JudgedQuestion::hasSpan)
			.collect(Collectors.partitioningBy(JudgedQuestion::fits));
		List<JudgedQuestion> fitting = Objects.requireNonNull(halves.get(true));
		List<JudgedQuestion> others = Objects.requireNonNull(halves.get(false));
		if (fitting.size() < FEWEST || others.size() < FEWEST) {
			return Optional.empty();
		}
		IsotonicRegression span = fit(fitting, (one) -> -one.score().nullOdds(), (one) -> one.right() ? 1 : 0);
		IsotonicRegression empty = fit(fitting, (one) -> one.score().nullOdds(),
				(one) -> one.score().answerable() ? 0 : 1);
		boolean kept = others.stream().allMatch((one) -> one.confidence() != null);
		return Optional.of(new Calibration(fitting.size(), others.size(), span, empty,
				kept ? reliability(others, JudgedQuestion::confidence) : null,
				reliability(others, (one) -> span.at(-one.score().nullOdds()))));
	}

	private static IsotonicRegression fit(List<JudgedQuestion> questions, ToDoubleFunction<JudgedQuestion> place,
			ToDoubleFunction<JudgedQuestion> observed) {
		return IsotonicRegression.fit(questions.stream().mapToDouble(place).toArray(),
				questions.stream().mapToDouble(observed).toArray());
	}

	private static Reliability reliability(List<JudgedQuestion> questions,
			ToDoubleFunction<JudgedQuestion> probability) {
		boolean[] right = new boolean[questions.size()];
		for (int i = 0; i < right.length; i++) {
			right[i] = questions.get(i).right();
		}
		return Reliability.of(questions.stream().mapToDouble(probability).toArray(), right);
	}

	/**
	 * The probability that an answer is right.
	 * @param answered whether it is a span; "" otherwise
	 * @param nullOdds its null odds; positive infinity when there is no span
	 */
	public double probability(boolean answered, double nullOdds) {
		return answered ? this.span.at(-nullOdds) : this.empty.at(nullOdds);
	}

}
