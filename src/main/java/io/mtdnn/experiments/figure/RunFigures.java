package io.mtdnn.experiments.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.QuestionScore;
import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.jobs.JobMetrics.TrainingPoint;

/** Figures of runs rather than of scores. */
final class RunFigures {

	private static final int POINTS = 60;

	private RunFigures() {
	}

	/**
	 * The loss of the leading task over steps: a mean over a sixtieth of the run, then
	 * over seeds, with the lowest and highest seed as a band.
	 * @param runs per seed its points of the leading task
	 */
	static Line losses(String label, List<List<TrainingPoint>> runs) {
		int last = runs.stream().flatMap(List::stream).mapToInt(TrainingPoint::step).max().orElse(1);
		List<double[]> curves = runs.stream().map((points) -> curve(points, last)).toList();
		double[] x = IntStream.rangeClosed(1, POINTS).mapToDouble((i) -> (double) i * last / POINTS).toArray();
		return banded(label, x, curves);
	}

	private static double[] curve(List<TrainingPoint> points, int last) {
		double[] sums = new double[POINTS];
		int[] counts = new int[POINTS];
		for (TrainingPoint point : points) {
			int slot = (int) Math.min(POINTS - 1L, (long) (point.step() - 1) * POINTS / last);
			sums[slot] += point.loss();
			counts[slot]++;
		}
		double before = points.isEmpty() ? 0 : points.get(0).loss();
		for (int i = 0; i < POINTS; i++) {
			before = (counts[i] > 0) ? sums[i] / counts[i] : before;
			sums[i] = before;
		}
		return sums;
	}

	/**
	 * Share of wrong answers among the questions that are answered, when those with the
	 * lowest null odds are answered first.
	 * @param runs per seed the results of all questions
	 */
	static Line risk(String label, List<List<QuestionResult>> runs) {
		double[] x = IntStream.rangeClosed(1, POINTS).mapToDouble((i) -> 100.0 * i / POINTS).toArray();
		return banded(label, x, runs.stream().map(RunFigures::risk).toList());
	}

	private static double[] risk(List<QuestionResult> results) {
		List<QuestionScore> surest = new ArrayList<>(results.stream().map(QuestionResult::score).toList());
		surest.sort(Comparator.comparingDouble(QuestionScore::nullOdds));
		double[] wrong = new double[surest.size() + 1];
		for (int i = 0; i < surest.size(); i++) {
			QuestionScore score = surest.get(i);
			wrong[i + 1] = wrong[i] + ((score.answerable() && score.answered()) ? 1 - score.exact() : 1);
		}
		return IntStream.rangeClosed(1, POINTS).mapToDouble((i) -> {
			int answered = Math.max(1, surest.size() * i / POINTS);
			return 100 * wrong[answered] / answered;
		}).toArray();
	}

	private static Line banded(String label, double[] x, List<double[]> curves) {
		Function<Integer, double[]> at = (i) -> curves.stream().mapToDouble((curve) -> curve[i]).toArray();
		double[] mean = new double[x.length];
		double[] low = new double[x.length];
		double[] high = new double[x.length];
		for (int i = 0; i < x.length; i++) {
			double[] values = at.apply(i);
			mean[i] = IntStream.range(0, values.length).mapToDouble((k) -> values[k]).average().orElse(0);
			low[i] = IntStream.range(0, values.length).mapToDouble((k) -> values[k]).min().orElse(0);
			high[i] = IntStream.range(0, values.length).mapToDouble((k) -> values[k]).max().orElse(0);
		}
		return new Line(label, x, mean, (curves.size() > 1) ? low : null, (curves.size() > 1) ? high : null, true);
	}

}
