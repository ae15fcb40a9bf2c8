package io.mtdnn.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ThresholdTests {

	/**
	 * Answerable and right at odds -2, unanswerable at 1, answerable and half right at 3.
	 */
	private static final List<QuestionScore> SCORES = List.of(new QuestionScore("a", true, true, 1, 1, -2),
			new QuestionScore("b", false, true, 0, 0, 1), new QuestionScore("c", true, true, 0, 0.5, 3));

	@Test
	void theCurveRangesFromNoAnswersToAllAnswers() {
		ThresholdCurve curve = ThresholdCurve.of(SCORES, 100);
		assertThat(curve.points()).extracting(ThresholdCurve.Point::threshold)
			.containsExactly(Math.nextDown(-2.0), -2.0, 0.0, 1.0, 3.0);
		assertThat(curve.points().get(0))
			.isEqualTo(new ThresholdCurve.Point(Math.nextDown(-2.0), 100.0 / 3, 100.0 / 3, 0.0, 0.0, 100.0, 0.0));
		assertThat(curve.points().get(2))
			.isEqualTo(new ThresholdCurve.Point(0, 200.0 / 3, 200.0 / 3, 50.0, 50.0, 100.0, 50.0));
		assertThat(curve.points().get(4)).isEqualTo(new ThresholdCurve.Point(3, 100.0 / 3, 50, 50.0, 75.0, 0.0, 100.0));
		assertThat(curve.bestExact()).isEqualTo(new BestThreshold(-2, 200.0 / 3));
		assertThat(curve.bestF1()).isEqualTo(new BestThreshold(-2, 200.0 / 3));
	}

	@Test
	void theCurveIsThinnedButKeepsItsEndsAndItsBestPoint() {
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
	void questionsWithoutASpanAddNoThreshold() {
		ThresholdCurve curve = ThresholdCurve
			.of(List.of(new QuestionScore("a", false, false, 1, 1, Double.POSITIVE_INFINITY)), 10);
		assertThat(curve.points()).containsExactly(new ThresholdCurve.Point(0, 100, 100, null, null, 100.0, null));
	}

	@Test
	void answeringNothingIsBestWhenEveryAnswerIsWrong() {
		List<QuestionScore> scores = List.of(new QuestionScore("a", true, true, 0, 0, -5));
		assertThat(BestThreshold.of(scores, QuestionScore::exact)).isEqualTo(new BestThreshold(Math.nextDown(-5.0), 0));
		assertThat(BestThreshold.official(scores, QuestionScore::exact)).isEqualTo(new BestThreshold(0, 0));
	}

	/**
	 * 138 of 300 are unanswerable; at 0 the model answers 100 of them and is right on 15
	 * others: 53 of 300.
	 */
	private static List<QuestionScore> worseThanSilence() {
		List<QuestionScore> scores = new ArrayList<>();
		IntStream.range(0, 300).forEach((i) -> {
			double odds = (i < 100) ? -1 - i / 1000.0 : (i < 115) ? -0.5 : (i < 153) ? 1 + i / 1000.0 : -0.25;
			boolean answerable = i >= 153 || (i >= 100 && i < 115);
			double right = (i >= 100 && i < 115) ? 1 : 0;
			scores.add(new QuestionScore("q" + i, answerable, true, right, right, odds));
		});
		return scores;
	}

	@Test
	void theBestThresholdReachesItsStatedScore() {
		List<QuestionScore> scores = worseThanSilence();
		ThresholdCurve curve = ThresholdCurve.of(scores, 10);

		assertThat(curve.bestExact()).isEqualTo(new BestThreshold(Math.nextDown(-1.099), 46));
		assertThat(curve.bestF1()).isEqualTo(curve.bestExact());
		assertThat(curve.points()).filteredOn((point) -> point.threshold() == 0)
			.singleElement()
			.satisfies((point) -> assertThat(point.exact()).isEqualTo(100.0 * 53 / 300));
		assertThat(SquadMetrics.at(scores, curve.bestExact().threshold())).containsEntry("exact", 46.0);
	}

	@Test
	void theOfficialFiguresKeepTheOfficialStartValue() {
		assertThat(SquadMetrics.of(worseThanSilence(), 0)).containsEntry("best_exact", 46.0)
			.containsEntry("best_exact_thresh", 0.0)
			.containsEntry("best_f1", 46.0)
			.containsEntry("best_f1_thresh", 0.0);
	}

	@Test
	void noThresholdSeparatesQuestionsOfEqualOdds() {
		List<QuestionScore> scores = List.of(new QuestionScore("a", true, true, 1, 1, 2),
				new QuestionScore("b", false, true, 0, 0, 2), new QuestionScore("c", false, true, 0, 0, 2));
		assertThat(BestThreshold.official(scores, QuestionScore::exact)).isEqualTo(new BestThreshold(2, 100));
		assertThat(BestThreshold.of(scores, QuestionScore::exact))
			.isEqualTo(new BestThreshold(Math.nextDown(2.0), 200.0 / 3));
	}

	@Test
	void halvesAreTunedWithThresholdsOfTheirCurve() {
		HalfAndHalf halves = HalfAndHalf.of(worseThanSilence()).orElseThrow();
		// each half is best silent, so the other is scored at a threshold below nearly
		// all odds and not at 0
		assertThat(halves.exact()).isCloseTo(46, within(0.7));
		assertThat(halves.first().exactThreshold()).isLessThan(-1);
		assertThat(halves.second().f1Threshold()).isLessThan(-1);
	}

	@Test
	void anyBestThresholdOfRandomScoresIsAMaximumOfAllThresholds() {
		Random random = new Random(11);
		for (int run = 0; run < 200; run++) {
			List<QuestionScore> scores = IntStream.range(0, 1 + random.nextInt(12)).mapToObj((i) -> {
				boolean answerable = random.nextBoolean();
				boolean answered = random.nextInt(5) > 0;
				double right = (answerable && answered) ? random.nextInt(4) / 3.0 : (answerable || answered) ? 0 : 1;
				double odds = answered ? random.nextInt(7) - 3 : Double.POSITIVE_INFINITY;
				return new QuestionScore("q" + i, answerable, answered, Math.floor(right), right, odds);
			}).toList();
			BestThreshold best = BestThreshold.of(scores, QuestionScore::f1);
			double highest = DoubleStream.of(-4, -3, -2, -1, 0, 1, 2, 3)
				.map((threshold) -> SquadMetrics.at(scores, threshold).get("f1"))
				.max()
				.orElseThrow();
			assertThat(best.threshold()).isFinite();
			assertThat(best.score()).isEqualTo(SquadMetrics.at(scores, best.threshold()).get("f1"))
				.isCloseTo(highest, within(1e-9));
		}
	}

	@Test
	void theThresholdIsTunedOnTheOtherHalf() {
		// even CRC-32: q0 and q1; odd: q4 and q5
		List<QuestionScore> scores = List.of(new QuestionScore("q0", true, true, 1, 1, 4),
				new QuestionScore("q1", false, true, 0, 0, 5), new QuestionScore("q4", true, true, 1, 1, 1),
				new QuestionScore("q5", false, true, 0, 0, 2));
		HalfAndHalf halves = HalfAndHalf.of(scores).orElseThrow();
		// the first half is best at 4, where the second answers both; the second at 1,
		// where the first answers none
		assertThat(halves.first()).isEqualTo(new HalfAndHalf.Half(2, 1, 50, 1, 50));
		assertThat(halves.second()).isEqualTo(new HalfAndHalf.Half(2, 4, 50, 4, 50));
		assertThat(halves.exact()).isEqualTo(50);
		assertThat(BestThreshold.of(scores, QuestionScore::exact).score()).isEqualTo(75);
	}

	@Test
	void halvesAreAboutEquallyLargeAndDoNotDependOnTheOrder() {
		List<QuestionScore> scores = new ArrayList<>(IntStream.range(0, 2000)
			.mapToObj(
					(i) -> new QuestionScore("5ad" + Integer.toHexString(i * 31), i % 3 > 0, true, i % 2, i % 2, i % 7))
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
