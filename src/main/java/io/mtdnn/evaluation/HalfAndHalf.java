package io.mtdnn.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * An unbiased score of a tuned threshold: each half of the questions is scored with the
 * threshold tuned on the other half. Only a question's id determines its half.
 *
 * @param first questions whose id has an even CRC-32
 * @param second the others
 * @param exact exact match over both halves, percent
 * @param f1 F1 over both halves, percent
 */
public record HalfAndHalf(Half first, Half second, double exact, double f1) {

	/**
	 * Tunes on one half and scores the other, both ways.
	 * @return empty when one half has no questions
	 */
	public static Optional<HalfAndHalf> of(List<QuestionScore> scores) {
		Map<Boolean, List<QuestionScore>> halves = scores.stream()
			.collect(Collectors.partitioningBy((score) -> isFirst(score.id())));
		List<QuestionScore> one = Objects.requireNonNull(halves.get(true));
		List<QuestionScore> other = Objects.requireNonNull(halves.get(false));
		if (one.isEmpty() || other.isEmpty()) {
			return Optional.empty();
		}
		Half first = Half.of(one, other);
		Half second = Half.of(other, one);
		return Optional
			.of(new HalfAndHalf(first, second, mean(first.exact(), first.total(), second.exact(), second.total()),
					mean(first.f1(), first.total(), second.f1(), second.total())));
	}

	/** Whether a question is in the first half. */
	public static boolean isFirst(String id) {
		CRC32 crc = new CRC32();
		crc.update(id.getBytes(StandardCharsets.UTF_8));
		return crc.getValue() % 2 == 0;
	}

	private static double mean(double first, int firstTotal, double second, int secondTotal) {
		return (first * firstTotal + second * secondTotal) / (firstTotal + secondTotal);
	}

	/**
	 * One half.
	 *
	 * @param total number of questions
	 * @param exactThreshold threshold that is best for the other half's exact match
	 * @param exact exact match of this half with it, percent
	 * @param f1Threshold threshold that is best for the other half's F1
	 * @param f1 F1 of this half with it, percent
	 */
	public record Half(int total, double exactThreshold, double exact, double f1Threshold, double f1) {

		static Half of(List<QuestionScore> scores, List<QuestionScore> others) {
			double exactThreshold = BestThreshold.of(others, QuestionScore::exact).threshold();
			double f1Threshold = BestThreshold.of(others, QuestionScore::f1).threshold();
			return new Half(scores.size(), exactThreshold, metric(scores, exactThreshold, "exact"), f1Threshold,
					metric(scores, f1Threshold, "f1"));
		}

		private static double metric(List<QuestionScore> scores, double threshold, String name) {
			return Objects.requireNonNull(SquadMetrics.at(scores, threshold).get(name));
		}

	}

}
