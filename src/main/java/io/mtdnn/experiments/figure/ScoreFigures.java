package io.mtdnn.experiments.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import io.mtdnn.experiments.ResultsMissingException;
import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.Analysis.ArmScore;
import io.mtdnn.experiments.figure.Figure.Band;
import io.mtdnn.experiments.figure.Figure.Level;
import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.experiments.figure.Figure.Points;
import io.mtdnn.experiments.output.PaperValues;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Axis;
import io.mtdnn.experiments.wording.MetricName;

/** Figures of scores. */
final class ScoreFigures {

	private static final String MEAN = "mean ± SD of seeds";

	private static final String BASELINE = "baseline";

	private static final String PAPER = "paper (BERT, all data)";

	private static final double MARGIN = 0.05;

	private ScoreFigures() {
	}

	/**
	 * Main metric over the weight of the leading task: a line for arms that differ in
	 * that weight alone.
	 * @param axes the axes of the arms' values
	 */
	static Figure weights(Analysis analysis, List<Arm> arms, List<Axis> axes, boolean paper) {
		List<Integer> chosen = IntStream.range(0, arms.size())
			.filter((i) -> arms.get(i).control() == null && analysis.arms().get(i).main() != null)
			.filter((i) -> arms.get(i).ownWeight().isPresent())
			.boxed()
			.sorted(Comparator.comparingDouble((i) -> arms.get(i).ownWeight().orElseThrow()))
			.toList();
		if (chosen.isEmpty()) {
			throw new ResultsMissingException("kind", "no finished run has a weight of the leading task of its own");
		}
		double[] x = weights(chosen, arms);
		double from = x[0] - MARGIN;
		double to = x[x.length - 1] + MARGIN;
		List<Line> lines = new ArrayList<>();
		List<Line> paperLines = new ArrayList<>();
		Set<String> labels = new HashSet<>(Set.of(BASELINE));
		List<List<Integer>> groups = WeightLines.of(arms, axes, chosen);
		for (List<Integer> group : groups) {
			String label = (groups.size() == 1) ? MEAN : WeightLines.label(arms, group, labels);
			lines.add(line(label, weights(group, arms), group.stream().map((i) -> score(analysis, i)).toList()));
			List<Integer> known = group.stream()
				.filter((i) -> paper && PaperValues.of(arms.get(i)).isPresent())
				.toList();
			if (!known.isEmpty()) {
				paperLines.add(new Line((groups.size() == 1) ? PAPER : PAPER + ": " + label, weights(known, arms),
						known.stream().mapToDouble((i) -> paper(arms, i)).toArray(), null, true));
			}
		}
		baseline(analysis).ifPresent((level) -> lines.add(new Line(level.label(), new double[] { from, to },
				new double[] { level.value(), level.value() }, null, false)));
		lines.addAll(paperLines);
		String task = arms.get(chosen.get(0)).trainedFor(String.valueOf(analysis.dataset()));
		return new Figure.Lines("weight of " + task, metric(analysis), from, to, lines);
	}

	/** Main metric of each arm. */
	static Figure mixtures(Analysis analysis, List<Arm> arms, boolean paper) {
		List<Integer> chosen = IntStream.range(0, arms.size())
			.filter((i) -> analysis.arms().get(i).main() != null)
			.boxed()
			.toList();
		if (chosen.isEmpty()) {
			throw new ResultsMissingException("kind", "no finished run was evaluated");
		}
		int[] rows = IntStream.range(0, chosen.size()).toArray();
		List<Points> points = new ArrayList<>();
		points.add(new Points(MEAN, rows, chosen.stream().mapToDouble((i) -> score(analysis, i).mean()).toArray(),
				chosen.stream().mapToDouble((i) -> deviation(score(analysis, i))).toArray()));
		int[] known = IntStream.of(rows)
			.filter((row) -> paper && PaperValues.of(arms.get(chosen.get(row))).isPresent())
			.toArray();
		if (known.length > 0) {
			points.add(new Points(PAPER, known,
					IntStream.of(known).mapToDouble((row) -> paper(arms, chosen.get(row))).toArray(), null));
		}
		return new Figure.Rows(metric(analysis), chosen.stream().map((i) -> analysis.arms().get(i).label()).toList(),
				points, baseline(analysis).orElse(null));
	}

	private static double[] weights(List<Integer> chosen, List<Arm> arms) {
		return chosen.stream().mapToDouble((i) -> arms.get(i).ownWeight().orElseThrow()).toArray();
	}

	private static ArmScore score(Analysis analysis, int arm) {
		return Objects.requireNonNull(analysis.arms().get(arm).main(), "only arms with scores are drawn");
	}

	private static double paper(List<Arm> arms, int arm) {
		return PaperValues.of(arms.get(arm)).orElseThrow().f1();
	}

	private static Line line(String label, double[] x, List<ArmScore> scores) {
		double[] low = scores.stream().mapToDouble((score) -> score.mean() - deviation(score)).toArray();
		double[] high = scores.stream().mapToDouble((score) -> score.mean() + deviation(score)).toArray();
		return new Line(label, x, scores.stream().mapToDouble(ArmScore::mean).toArray(), new Band(low, high), true);
	}

	private static double deviation(ArmScore score) {
		return (score.standardDeviation() != null) ? score.standardDeviation() : 0;
	}

	private static Optional<Level> baseline(Analysis analysis) {
		return analysis.arms()
			.stream()
			.filter((arm) -> arm.baseline() && arm.main() != null)
			.map((arm) -> new Level(BASELINE, arm.main().mean()))
			.findFirst();
	}

	private static String metric(Analysis analysis) {
		return MetricName.of(String.valueOf(analysis.metric()));
	}

}
