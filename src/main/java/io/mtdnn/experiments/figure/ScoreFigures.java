package io.mtdnn.experiments.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import io.mtdnn.experiments.wording.MetricName;
import tools.jackson.databind.JsonNode;

/** Figures of scores. */
final class ScoreFigures {

	private static final String MEAN = "mean ± SD of seeds";

	private static final String PAPER = "paper (BERT, all data)";

	private static final double MARGIN = 0.05;

	private ScoreFigures() {
	}

	/**
	 * Main metric over the weight of the leading task: a line for arms that differ in
	 * their mixture alone.
	 */
	static Figure weights(Analysis analysis, List<Arm> arms, boolean paper) {
		List<Integer> chosen = IntStream.range(0, arms.size())
			.filter((i) -> arms.get(i).control() == null && analysis.arms().get(i).main() != null)
			.filter((i) -> weight(arms.get(i)).isPresent())
			.boxed()
			.sorted(Comparator.comparingDouble((i) -> weight(arms.get(i)).orElseThrow()))
			.toList();
		if (chosen.isEmpty()) {
			throw new ResultsMissingException("kind", "no finished run has a weight of the leading task of its own");
		}
		double[] x = weights(chosen, arms);
		double from = x[0] - MARGIN;
		double to = x[x.length - 1] + MARGIN;
		List<Line> lines = new ArrayList<>();
		lines.addAll(lines(analysis, arms, chosen));
		baseline(analysis).ifPresent((level) -> lines.add(new Line(level.label(), new double[] { from, to },
				new double[] { level.value(), level.value() }, null, false)));
		List<Integer> known = chosen.stream().filter((i) -> paper && PaperValues.of(arms.get(i)).isPresent()).toList();
		if (!known.isEmpty()) {
			lines.add(new Line(PAPER, weights(known, arms), known.stream().mapToDouble((i) -> paper(arms, i)).toArray(),
					null, true));
		}
		return new Figure.Lines("weight of " + analysis.dataset(), metric(analysis), from, to, lines);
	}

	private static List<Line> lines(Analysis analysis, List<Arm> arms, List<Integer> chosen) {
		Map<String, List<Integer>> groups = chosen.stream()
			.collect(Collectors.groupingBy((i) -> others(arms.get(i)), LinkedHashMap::new, Collectors.toList()));
		Set<String> labels = new HashSet<>();
		List<Line> lines = new ArrayList<>();
		for (List<Integer> group : groups.values()) {
			String common = (groups.size() == 1) ? MEAN : common(arms, group);
			lines.add(line(labels.add(common) ? common : arms.get(group.get(0)).label(), weights(group, arms),
					group.stream().map((i) -> score(analysis, i)).toList()));
		}
		return lines;
	}

	/** The fields of an arm that do not follow from its mixture. */
	private static String others(Arm arm) {
		return arm.request().fields().remove(List.of("tasks", "limits", "epochs")).toString();
	}

	/** What the labels of arms have in common, such as "learningRate 1e-4". */
	private static String common(List<Arm> arms, List<Integer> group) {
		List<String> common = new ArrayList<>(parts(arms, group.get(0)));
		group.forEach((i) -> common.retainAll(parts(arms, i)));
		return common.isEmpty() ? arms.get(group.get(0)).label() : String.join(", ", common);
	}

	private static List<String> parts(List<Arm> arms, int arm) {
		return List.of(arms.get(arm).label().split(", "));
	}

	/** Main metric of each arm. */
	static Figure mixtures(Analysis analysis, List<Arm> arms, boolean paper) {
		List<Integer> chosen = IntStream.range(0, arms.size())
			.filter((i) -> analysis.arms().get(i).main() != null)
			.boxed()
			.toList();
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
		return chosen.stream().mapToDouble((i) -> weight(arms.get(i)).orElseThrow()).toArray();
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
			.map((arm) -> new Level("baseline", arm.main().mean()))
			.findFirst();
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
		return MetricName.of(String.valueOf(analysis.metric()));
	}

}
