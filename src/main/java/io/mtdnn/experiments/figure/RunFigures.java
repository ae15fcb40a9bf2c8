package io.mtdnn.experiments.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.mtdnn.evaluation.QuestionScore;
import io.mtdnn.experiments.figure.Figure.Band;
import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.jobs.JobMetrics.TaskAffinity;
import io.mtdnn.jobs.JobMetrics.TaskGradients;
import io.mtdnn.jobs.JobMetrics.TrainingPoint;

/** Figures of runs rather than of scores. */
final class RunFigures {

	private static final int LOSSES = 25;

	/** Every 5 percent. */
	private static final int SHARES = 20;

	private RunFigures() {
	}

	/**
	 * The loss of the leading task over steps: a mean over a twenty-fifth of the run, or
	 * a step of a shorter one, then over seeds, with the lowest and highest seed as a
	 * band.
	 * @param runs per seed its points of the leading task
	 */
	static Line losses(String label, List<List<TrainingPoint>> runs) {
		int last = runs.stream().flatMap(List::stream).mapToInt(TrainingPoint::step).max().orElse(1);
		int slots = Math.min(LOSSES, last);
		List<double[]> curves = runs.stream().map((points) -> curve(points, last, slots)).toList();
		double[] x = IntStream.rangeClosed(1, slots).mapToDouble((i) -> (double) i * last / slots).toArray();
		return banded(label, x, curves);
	}

	private static double[] curve(List<TrainingPoint> points, int last, int slots) {
		double[] sums = new double[slots];
		int[] counts = new int[slots];
		for (TrainingPoint point : points) {
			int slot = (int) Math.min(slots - 1L, (long) (point.step() - 1) * slots / last);
			sums[slot] += point.loss();
			counts[slot]++;
		}
		double before = points.isEmpty() ? 0 : points.get(0).loss();
		for (int i = 0; i < slots; i++) {
			before = (counts[i] > 0) ? sums[i] / counts[i] : before;
			sums[i] = before;
		}
		return sums;
	}

	/**
	 * Share of wrong answers among the questions that are answered, when those with the
	 * lowest null odds are answered first.
	 * @param runs per seed the scores of all questions
	 */
	static Line risk(String label, List<List<QuestionScore>> runs) {
		double[] x = IntStream.rangeClosed(1, SHARES).mapToDouble((i) -> 100.0 * i / SHARES).toArray();
		return banded(label, x, runs.stream().map(RunFigures::risk).toList());
	}

	private static double[] risk(List<QuestionScore> scores) {
		List<QuestionScore> surest = new ArrayList<>(scores);
		surest.sort(Comparator.comparingDouble(QuestionScore::nullOdds));
		double[] wrong = new double[surest.size() + 1];
		for (int i = 0; i < surest.size(); i++) {
			QuestionScore score = surest.get(i);
			wrong[i + 1] = wrong[i] + ((score.answerable() && score.answered()) ? 1 - score.exact() : 1);
		}
		return IntStream.rangeClosed(1, SHARES).mapToDouble((i) -> {
			int answered = Math.max(1, surest.size() * i / SHARES);
			return 100 * wrong[answered] / answered;
		}).toArray();
	}

	/**
	 * How steps of each task change the losses of all tasks: the mean over seeds.
	 * @param runs per seed what was measured
	 */
	static Figure.Matrix affinity(List<List<TaskAffinity>> runs) {
		return matrix("task whose loss changes (1 − loss after / loss before)", "task of the step",
				rows(runs, TaskAffinity::dataset, TaskAffinity::changes));
	}

	/**
	 * The cosines between the encoder's gradients of the tasks: the mean over seeds.
	 * @param runs per seed what was measured
	 */
	static Figure.Matrix gradients(List<List<TaskGradients>> runs) {
		return matrix("task (cosine of the gradients)", "task",
				rows(runs, TaskGradients::dataset, TaskGradients::cosines));
	}

	private static <T> List<Map.Entry<String, Map<String, Double>>> rows(List<List<T>> runs,
			Function<T, String> dataset, Function<T, Map<String, Double>> values) {
		return runs.stream()
			.flatMap(List::stream)
			.map((task) -> Map.entry(dataset.apply(task), values.apply(task)))
			.toList();
	}

	/**
	 * The means of rows with the same name.
	 * @param rows a row of one run each, with its values by column
	 */
	private static Figure.Matrix matrix(String x, String y, List<Map.Entry<String, Map<String, Double>>> rows) {
		Set<String> found = new LinkedHashSet<>();
		rows.forEach((row) -> found.add(row.getKey()));
		rows.forEach((row) -> found.addAll(row.getValue().keySet()));
		List<String> names = List.copyOf(found);
		double[][] means = new double[names.size()][names.size()];
		for (int row = 0; row < names.size(); row++) {
			for (int column = 0; column < names.size(); column++) {
				means[row][column] = mean(rows, names.get(row), names.get(column));
			}
		}
		return new Figure.Matrix(x, y, names, means);
	}

	private static double mean(List<Map.Entry<String, Map<String, Double>>> rows, String name, String column) {
		return rows.stream()
			.filter((row) -> row.getKey().equals(name) && row.getValue().containsKey(column))
			.mapToDouble((row) -> row.getValue().get(column))
			.average()
			.orElse(Double.NaN);
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
		return new Line(label, x, mean, (curves.size() > 1) ? new Band(low, high) : null, true);
	}

}
