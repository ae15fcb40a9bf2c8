package io.mtdnn.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The threshold that answers most questions with at most a given share of wrong answers,
 * chosen on one half of the articles and reported on the other, which took no part.
 *
 * @param target largest share of wrong answers, 0 to 1
 * @param chosen the threshold with what it gives on the half that it was chosen on
 * @param reported what it gives on the other half
 * @param low lower end of the 95 % interval (Wilson, 1927) of the other half's risk
 * @param high upper end
 */
public record RiskTarget(double target, RiskCoverage.Point chosen, RiskCoverage.Point reported, double low,
		double high) {

	/** The quantile of a two-sided interval of 95 %. */
	private static final double Z = 1.959963984540054;

	/**
	 * Chooses and reports.
	 * @return empty when no threshold reaches the target, or a half has no questions
	 */
	public static Optional<RiskTarget> of(List<JudgedQuestion> questions, double target) {
		Map<Boolean, List<JudgedQuestion>> halves = questions.stream()
			.collect(Collectors.partitioningBy(JudgedQuestion::fits));
		if (halves.get(true).isEmpty() || halves.get(false).isEmpty()) {
			return Optional.empty();
		}
		return RiskCoverage.all(halves.get(true))
			.stream()
			.filter((point) -> point.risk() <= target)
			.reduce((lower, higher) -> higher)
			.map((chosen) -> of(target, chosen, RiskCoverage.at(halves.get(false), chosen.threshold())));
	}

	private static RiskTarget of(double target, RiskCoverage.Point chosen, RiskCoverage.Point reported) {
		int n = reported.answered();
		if (n == 0) {
			return new RiskTarget(target, chosen, reported, 0, 1);
		}
		double centre = reported.risk() + Z * Z / (2 * n);
		double width = Z * Math.sqrt(reported.risk() * (1 - reported.risk()) / n + Z * Z / (4.0 * n * n));
		double scale = 1 + Z * Z / n;
		return new RiskTarget(target, chosen, reported, Math.max(0, (centre - width) / scale),
				Math.min(1, (centre + width) / scale));
	}

}
