package io.mtdnn.experiments.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.mtdnn.experiments.ResultsMissingException;
import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.Analysis.ArmAnalysis;
import io.mtdnn.experiments.analysis.Analysis.ArmScore;
import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.experiments.output.PaperValues;
import io.mtdnn.experiments.study.Arm;
import tools.jackson.databind.JsonNode;

/** Figures of scores. */
final class ScoreFigures {

	private ScoreFigures() {
	}

	/**
	 * Main metric over the weight of the leading task, of arms that differ in it alone.
	 */
	static Figure weights(String name, Analysis analysis, List<Arm> arms, boolean paper) {
		List<Integer> chosen = IntStream.range(0, arms.size())
			.filter((i) -> arms.get(i).control() == null && analysis.arms().get(i).main() != null)
			.filter((i) -> weight(arms.get(i)).isPresent())
			.boxed()
			.sorted(Comparator.comparingDouble((i) -> weight(arms.get(i)).orElseThrow()))
			.toList();
		if (chosen.isEmpty()) {
			throw new ResultsMissingException("kind", "no finished run has a weight of the leading task of its own");
		}
		double[] x = chosen.stream().mapToDouble((i) -> weight(arms.get(i)).orElseThrow()).toArray();
		List<Line> lines = new ArrayList<>();
		lines.add(line("mean and standard deviation over seeds", x,
				chosen.stream().map((i) -> analysis.arms().get(i).main()).toList(), true));
		baseline(analysis, x[0], x[x.length - 1]).ifPresent(lines::add);
		if (paper) {
			List<Integer> known = chosen.stream().filter((i) -> PaperValues.of(arms.get(i)).isPresent()).toList();
			if (!known.isEmpty()) {
				lines.add(Line.plain("paper (BERT, all data)",
						known.stream().mapToDouble((i) -> weight(arms.get(i)).orElseThrow()).toArray(),
						known.stream().mapToDouble((i) -> PaperValues.of(arms.get(i)).orElseThrow().f1()).toArray()));
			}
		}
		return new Figure(name, "weight of " + analysis.dataset(), metric(analysis), lines, null);
	}

	/** Main metric of each arm. */
	static Figure mixtures(String name, Analysis analysis, List<Arm> arms, boolean paper) {
		List<Integer> chosen = IntStream.range(0, arms.size())
			.filter((i) -> analysis.arms().get(i).main() != null)
			.boxed()
			.toList();
		double[] x = IntStream.rangeClosed(1, chosen.size()).asDoubleStream().toArray();
		List<Line> lines = new ArrayList<>();
		lines.add(line("mean and standard deviation over seeds", x,
				chosen.stream().map((i) -> analysis.arms().get(i).main()).toList(), false));
		baseline(analysis, 0.6, chosen.size() + 0.4).ifPresent(lines::add);
		if (paper) {
			int[] known = IntStream.range(0, chosen.size())
				.filter((i) -> PaperValues.of(arms.get(chosen.get(i))).isPresent())
				.toArray();
			if (known.length > 0) {
				lines.add(new Line("paper (BERT, all data)", IntStream.of(known).mapToDouble((i) -> x[i]).toArray(),
						IntStream.of(known)
							.mapToDouble((i) -> PaperValues.of(arms.get(chosen.get(i))).orElseThrow().f1())
							.toArray(),
						null, null, false));
			}
		}
		return new Figure(name, "", metric(analysis), lines,
				chosen.stream().map((i) -> analysis.arms().get(i).label()).toList());
	}

	private static Line line(String label, double[] x, List<ArmScore> scores, boolean joined) {
		double[] y = scores.stream().mapToDouble(ArmScore::mean).toArray();
		double[] low = scores.stream().mapToDouble((score) -> score.mean() - deviation(score)).toArray();
		double[] high = scores.stream().mapToDouble((score) -> score.mean() + deviation(score)).toArray();
		return new Line(label, x, y, low, high, joined);
	}

	private static double deviation(ArmScore score) {
		return (score.standardDeviation() != null) ? score.standardDeviation() : 0;
	}

	private static Optional<Line> baseline(Analysis analysis, double from, double to) {
		return analysis.arms()
			.stream()
			.filter((arm) -> arm.baseline() && arm.main() != null)
			.map(ArmAnalysis::main)
			.findFirst()
			.filter((score) -> from < to)
			.map((score) -> Line.plain("baseline", new double[] { from, to },
					new double[] { score.mean(), score.mean() }));
	}

	private static Optional<Double> weight(Arm arm) {
		JsonNode tasks = arm.request().fields().path("tasks");
		JsonNode weight = tasks.path(0).path("weight");
		if (weight.isNumber()) {
			return Optional.of(weight.doubleValue());
		}
		return (tasks.size() == 1) ? Optional.of(1.0) : Optional.empty();
	}

	private static String metric(Analysis analysis) {
		return "f1".equals(analysis.metric()) ? "F1" : String.valueOf(analysis.metric());
	}

}
