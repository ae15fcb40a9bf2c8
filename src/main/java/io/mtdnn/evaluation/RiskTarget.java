package io.mtdnn.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The threshold that answers the most questions with at most a given share of wrong
 * answers, chosen on one half of the articles and reported on the other. The upper end of
 * a one-sided 95 % interval must be within the target: the share itself would be met by
 * luck where few questions are answered.
 *
 * @param target maximum share of wrong answers, 0 to 1
 * @param chosen the threshold with its coverage and risk on the half used for choosing it
 * @param reported coverage and risk on the other half
 * @param low lower end of the 95 % interval (Wilson, 1927) of the other half's risk
 * @param high upper end
 */
public record RiskTarget(double target, RiskCoverage.Point chosen, RiskCoverage.Point reported, double low,
		double high) {

	/** The quantile of a one-sided interval of 95 %. */
	private static final double ONE_SIDED = 1.6448536269514722;

	/** The quantile of a two-sided interval of 95 %. */
	private static final double TWO_SIDED = 1.959963984540054;

	/**
	 * Chooses the threshold on one half and reports it on the other.
	 * @return empty when no threshold reaches the target, or a half has no questions
	 */
	public static Optional<RiskTarget> of(List<JudgedQuestion> questions, double target) {
		Map<Boolean, List<JudgedQuestion>> halves = questions.stream()
			.collect(Collectors.partitioningBy(JudgedQuestion::fits));
		List<JudgedQuestion> fitting = Objects.requireNonNull(halves.get(true));
		List<JudgedQuestion> others = Objects.requireNonNull(halves.get(false));
		if (fitting.isEmpty() || others.isEmpty()) {
			return Optional.empty();
		}
		return RiskCoverage.all(fitting)
			.stream()
			.filter((point) -> bound(point, ONE_SIDED) <= target)
			.reduce((lower, higher) -> higher)
			.map((chosen) -> of(target, chosen, RiskCoverage.at(others, chosen.threshold())));
	}

	private static RiskTarget of(double target, RiskCoverage.Point chosen, RiskCoverage.Point reported) {
		return new RiskTarget(target, chosen, reported, bound(reported, -TWO_SIDED), bound(reported, TWO_SIDED));
	}

	/** An end of Wilson's interval, the upper one for a positive quantile. */
	private static double bound(RiskCoverage.Point point, double quantile) {
		int n = point.answered();
		if (n == 0) {
			return (quantile > 0) ? 1 : 0;
		}
		double square = quantile * quantile;
		double centre = point.risk() + square / (2 * n);
		double width = quantile * Math.sqrt(point.risk() * (1 - point.risk()) / n + square / (4.0 * n * n));
		return Math.min(1, Math.max(0, (centre + width) / (1 + square / n)));
	}

}
