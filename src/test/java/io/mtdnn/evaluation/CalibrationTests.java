package io.mtdnn.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CalibrationTests {

	private static final String FITS = article(true);

	private static final String REPORTS = article(false);

	@TempDir
	private Path bundle;

	private static String article(boolean fits) {
		for (int i = 0;; i++) {
			if (HalfAndHalf.isFirst("a" + i) == fits) {
				return "a" + i;
			}
		}
	}

	@Test
	void binsCompareProbabilitiesWithObservedFrequencies() {
		Reliability reliability = Reliability.of(new double[] { 0.05, 0.15, 0.17, 1.0 },
				new boolean[] { false, true, false, true });
		assertThat(reliability.bins()).hasSize(3);
		Reliability.Bin second = reliability.bins().get(1);
		assertThat(second.from()).isEqualTo(0.1);
		assertThat(second.questions()).isEqualTo(2);
		assertThat(second.probability()).isCloseTo(0.16, within(1e-12));
		assertThat(second.right()).isEqualTo(0.5);
		// 0.05 + |0.32 - 1| + 0, of four
		assertThat(reliability.ece()).isCloseTo(0.73 / 4, within(1e-12));
	}

	@Test
	void risksCoverTheAnswersUpToTheThreshold() {
		List<JudgedQuestion> questions = List.of(question("1", FITS, -3, true), question("2", FITS, -2, false),
				question("3", FITS, -2, true), question("4", FITS, 1, false),
				question("5", FITS, Double.POSITIVE_INFINITY, false));
		List<RiskCoverage.Point> points = RiskCoverage.all(questions);
		assertThat(points).containsExactly(new RiskCoverage.Point(-3, 0.2, 1, 0), new RiskCoverage.Point(-2, 0.6, 3, 1),
				new RiskCoverage.Point(1, 0.8, 4, 2));
		assertThat(points.get(1).risk()).isCloseTo(1.0 / 3, within(1e-12));
		assertThat(RiskCoverage.of(questions, 2).points()).containsExactly(points.get(0), points.get(2));
		assertThat(RiskCoverage.at(questions, -2.5)).isEqualTo(new RiskCoverage.Point(-2.5, 0.2, 1, 0));
	}

	@Test
	void aTargetIsChosenOnOneHalfAndReportedOnTheOther() {
		List<JudgedQuestion> questions = new ArrayList<>(List.of(question("r1", REPORTS, -50, true),
				question("r2", REPORTS, -45, false), question("r3", REPORTS, -10, true)));
		for (int i = 0; i < 100; i++) {
			questions.add(question("f" + i, FITS, i - 100, i < 60 || i % 2 == 1));
		}
		// with none of n wrong the bound is z^2 / (n + z^2), with z = 1.645: 0.043 for
		// 60, and
		// 0.070 as soon as the next one is wrong
		RiskTarget target = RiskTarget.of(questions, 0.05).orElseThrow();
		assertThat(target.chosen()).isEqualTo(new RiskCoverage.Point(-41, 0.6, 60, 0));
		assertThat(target.reported()).isEqualTo(new RiskCoverage.Point(-41, 2.0 / 3, 2, 1));
		// Wilson's interval of 1 of 2
		assertThat(target.low()).isCloseTo(0.0945312, within(1e-6));
		assertThat(target.high()).isCloseTo(0.9054688, within(1e-6));
		// 0.0431 is the least that 60 reach
		assertThat(RiskTarget.of(questions, 0.044)).isPresent();
		assertThat(RiskTarget.of(questions, 0.043)).isEmpty();
	}

	@Test
	void aTargetNeedsQuestionsInBothHalves() {
		assertThat(RiskTarget.of(List.of(question("1", FITS, 0, true)), 1)).isEmpty();
		assertThat(RiskTarget.of(List.of(question("1", FITS, 0, false), question("2", REPORTS, 0, true)), 0.5))
			.isEmpty();
		RiskTarget none = RiskTarget.of(List.of(question("1", FITS, 0, true), question("2", REPORTS, 1, true)), 1)
			.orElseThrow();
		assertThat(none.reported().answered()).isZero();
		assertThat(List.of(none.low(), none.high())).containsExactly(0.0, 1.0);
	}

	@Test
	void theFitUsesOneHalfAndTheReportTheOther() {
		List<JudgedQuestion> questions = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			questions.add(question("f" + i, FITS, i - 20, i < 20));
			questions.add(question("r" + i, REPORTS, i - 20, i < 10));
		}
		Calibration calibration = Calibration.of(questions).orElseThrow();
		assertThat(calibration.fittedOn()).isEqualTo(40);
		assertThat(calibration.reportedOn()).isEqualTo(40);
		assertThat(calibration.probability(true, -10)).isEqualTo(1);
		assertThat(calibration.probability(true, 10)).isZero();
		// On the other half, ten that are predicted to be right are wrong.
		assertThat(calibration.after().ece()).isCloseTo(0.25, within(1e-12));
		assertThat(calibration.before().bins()).singleElement().satisfies((bin) -> {
			assertThat(bin.probability()).isCloseTo(0.9, within(1e-12));
			assertThat(bin.right()).isEqualTo(0.25);
		});
		CalibrationFile.write(this.bundle, "squad-v2", calibration);
		assertThat(CalibrationFile.read(this.bundle, "squad-v2")).contains(calibration);
		assertThat(CalibrationFile.read(this.bundle, "squad-v1")).isEmpty();
	}

	@Test
	void anEmptyAnswerIsRightForUnanswerableQuestions() {
		List<JudgedQuestion> questions = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			questions.add(new JudgedQuestion(new QuestionScore("f" + i, i < 20, true, (i < 20) ? 1 : 0, 1, i - 20),
					FITS, null));
			questions.add(new JudgedQuestion(new QuestionScore("r" + i, true, true, 1, 1, i - 20), REPORTS, null));
		}
		Calibration calibration = Calibration.of(questions).orElseThrow();
		assertThat(calibration.probability(false, 10)).isEqualTo(1);
		assertThat(calibration.probability(false, -10)).isZero();
		assertThat(calibration.probability(false, Double.POSITIVE_INFINITY)).isEqualTo(1);
		assertThat(calibration.before()).isNull();
	}

	@Test
	void tooFewQuestionsHaveNoCalibration() {
		List<JudgedQuestion> questions = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			questions.add(question("f" + i, (i < 19) ? FITS : REPORTS, i, true));
		}
		assertThat(Calibration.of(questions)).isEmpty();
	}

	@Test
	void probabilitiesOfABiasedModelAreCorrected() {
		Random random = new Random(3);
		List<JudgedQuestion> questions = new ArrayList<>();
		for (int i = 0; i < 4000; i++) {
			double odds = random.nextGaussian() * 3;
			double truth = 1 / (1 + Math.exp(odds + 1));
			questions.add(new JudgedQuestion(
					new QuestionScore("q" + i, true, true, (random.nextDouble() < truth) ? 1 : 0, 0, odds),
					"a" + i % 50, 1 / (1 + Math.exp(odds))));
		}
		Calibration calibration = Calibration.of(questions).orElseThrow();
		assertThat(calibration.before().ece()).isGreaterThan(0.08);
		assertThat(calibration.after().ece()).isLessThan(0.03);
		assertThat(calibration.probability(true, 0)).isCloseTo(1 / (1 + Math.E), within(0.06));
	}

	private static JudgedQuestion question(String id, String article, double nullOdds, boolean right) {
		return new JudgedQuestion(
				new QuestionScore(id, true, Double.isFinite(nullOdds), right ? 1 : 0, right ? 1 : 0, nullOdds), article,
				0.9);
	}

}
