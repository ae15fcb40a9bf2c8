package io.mtdnn.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThresholdTests {

	/** Answerable and right at odds -2, unanswerable at 1, answerable and half right at 3. */
	private static final List<QuestionScore> SCORES = List.of(new QuestionScore("a", true, true, 1, 1, -2),
			new QuestionScore("b", false, true, 0, 0, 1), new QuestionScore("c", true, true, 0, 0.5, 3));

	@Test
	void theCurveGoesFromAnsweringNothingToAnsweringEverything() {
		ThresholdCurve curve = ThresholdCurve.of(SCORES, 100);
		assertThat(curve.points()).extracting(ThresholdCurve.Point::threshold)
			.containsExactly(Math.nextDown(-2.0), -2.0, 0.0, 1.0, 3.0);
		assertThat(curve.points().get(0)).isEqualTo(
				new ThresholdCurve.Point(Math.nextDown(-2.0), 100.0 / 3, 100.0 / 3, 0.0, 0.0, 100.0));
		assertThat(curve.points().get(2)).isEqualTo(new ThresholdCurve.Point(0, 200.0 / 3, 200.0 / 3, 50.0, 50.0, 100.0));
		assertThat(curve.points().get(4)).isEqualTo(new ThresholdCurve.Point(3, 100.0 / 3, 50, 50.0, 75.0, 0.0));
		assertThat(curve.bestExact()).isEqualTo(new BestThreshold(-2, 200.0 / 3));
		assertThat(curve.bestF1()).isEqualTo(new BestThreshold(-2, 200.0 / 3));
	}

	@Test
	void theCurveIsThinnedButKeepsItsEndsAndTheBest() {
		Random random = new Random(3);
		List<QuestionScore> scores = IntStream.range(0, 1000)
			.mapToObj((i) -> new QuestionScore("q" + i, i % 2 == 0, true, i % 4 == 0 ? 1 : 0, i % 4 == 0 ? 1 : 0,
					random.nextGaussian() + (i % 2)))
			.toList();
		ThresholdCurve curve = ThresholdCurve.of(scores, 20);
		assertThat(curve.points()).hasSizeBetween(20, 24);
		assertThat(curve.points()).isSortedAccordingTo((a, b) -> Double.compare(a.threshold(), b.threshold()));
		assertThat(curve.points()).extracting(ThresholdCurve.Point::threshold)
			.contains(0.0, curve.bestExact().threshold());
		assertThat(curve.points().get(curve.points().size() - 1).noAns()).isZero();
		assertThat(curve.points()).extracting(ThresholdCurve.Point::exact).contains(curve.bestExact().score());
	}

	@Test
	void questionsWithoutAnySpanAreNoThresholds() {
		ThresholdCurve curve = ThresholdCurve
			.of(List.of(new QuestionScore("a", false, false, 1, 1, Double.POSITIVE_INFINITY)), 10);
		assertThat(curve.points()).containsExactly(new ThresholdCurve.Point(0, 100, 100, null, null, 100.0));
	}

	@Test
	void answeringNothingIsBestWhenEveryAnswerIsWrong() {
		assertThat(BestThreshold.of(List.of(new QuestionScore("a", true, true, 0, 0, -5)), QuestionScore::exact))
			.isEqualTo(new BestThreshold(0, 0));
	}

	@Test
	void theThresholdIsTunedOnTheOtherHalf() {
		// even CRC-32: q0 and q1; odd: q4 and q5
		List<QuestionScore> scores = List.of(new QuestionScore("q0", true, true, 1, 1, 4),
				new QuestionScore("q1", false, true, 0, 0, 5), new QuestionScore("q4", true, true, 1, 1, 1),
				new QuestionScore("q5", false, true, 0, 0, 2));
		HalfAndHalf halves = HalfAndHalf.of(scores).orElseThrow();
		// the first half is best at 4, where the second answers both; the second at 1, where the first answers none
		assertThat(halves.first()).isEqualTo(new HalfAndHalf.Half(2, 1, 50, 1, 50));
		assertThat(halves.second()).isEqualTo(new HalfAndHalf.Half(2, 4, 50, 4, 50));
		assertThat(halves.exact()).isEqualTo(50);
		assertThat(BestThreshold.of(scores, QuestionScore::exact).score()).isEqualTo(75);
	}

	@Test
	void halvesAreAboutEquallyLargeAndDoNotDependOnTheOrder() {
		List<QuestionScore> scores = new ArrayList<>(IntStream.range(0, 2000)
			.mapToObj((i) -> new QuestionScore("5ad" + Integer.toHexString(i * 31), i % 3 > 0, true, i % 2, i % 2, i % 7))
			.toList());
		HalfAndHalf halves = HalfAndHalf.of(scores).orElseThrow();
		assertThat(halves.first().total()).isBetween(900, 1100);
		Collections.reverse(scores);
		assertThat(HalfAndHalf.of(scores)).contains(halves);
	}

	@Test
	void oneQuestionHasNoHalves() {
		assertThat(HalfAndHalf.of(SCORES.subList(0, 1))).isEmpty();
	}

}
