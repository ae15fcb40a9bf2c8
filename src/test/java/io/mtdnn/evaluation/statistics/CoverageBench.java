package io.mtdnn.evaluation.statistics;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures how often intervals cover the true difference, and how often a difference is
 * found although there is none, in simulated studies of the size of SQuAD 2.0's
 * development set; prints the table of docs/statistics.md. Arguments: studies per line,
 * seed.
 */
public final class CoverageBench {

	private static final int RESAMPLES = 400;

	private CoverageBench() {
	}

	public static void main(String[] args) {
		int studies = (args.length > 0) ? Integer.parseInt(args[0]) : 1000;
		long seed = (args.length > 1) ? Long.parseLong(args[1]) : 1;
		System.out.println("| seeds | deviation: seeds, articles, both | interval covers | half width "
				+ "| false findings | bootstrap covers | questions alone cover |");
		System.out.println("|---|---|---|---|---|---|---|");
		for (int[] seeds : List.of(new int[] { 3, 3 }, new int[] { 5, 5 }, new int[] { 8, 8 }, new int[] { 3, 5 })) {
			for (double[] deviations : List.of(new double[] { 0.5, 1.5, 0.7 }, new double[] { 1, 0.5, 0.3 },
					new double[] { 0.1, 2.5, 0.5 }, new double[] { 0.3, 0, 0 })) {
				System.out.println(line(seeds, deviations, studies, new SplittableRandom(seed)));
			}
		}
	}

	private static String line(int[] seeds, double[] deviations, int studies, SplittableRandom random) {
		int covered = 0;
		int found = 0;
		int bootstrap = 0;
		int alone = 0;
		double width = 0;
		for (int i = 0; i < studies; i++) {
			double truth = (i % 2 == 0) ? 0 : 1;
			MadeUpStudies.Study study = new MadeUpStudies(MadeUpStudies.SQUAD, truth, deviations[0], deviations[1],
					deviations[2])
				.draw(seeds[0], seeds[1], random);
			Difference difference = Difference.between(study.baseline(), study.other());
			Interval interval = difference.interval(0.95);
			covered += interval.contains(truth) ? 1 : 0;
			width += interval.half() / studies;
			found += (truth == 0 && !interval.contains(0)) ? 1 : 0;
			bootstrap += TwoLevelBootstrap.interval(study.baseline(), study.other(), RESAMPLES, i, 0.95).contains(truth)
					? 1 : 0;
			alone += (Math.abs(difference.estimate() - truth) <= 1.96 * questionsAlone(study)) ? 1 : 0;
		}
		return "| %d, %d | %.1f, %.1f, %.1f | %.1f %% | %.2f | %.1f %% | %.1f %% | %.1f %% |".formatted(seeds[0],
				seeds[1], deviations[0], deviations[1], deviations[2], 100.0 * covered / studies, width,
				100.0 * found / ((studies + 1) / 2), 100.0 * bootstrap / studies, 100.0 * alone / studies);
	}

	/**
	 * The standard error if only questions varied by chance: two runs disagree on half of
	 * the three tenths of undecided questions.
	 */
	private static double questionsAlone(MadeUpStudies.Study study) {
		double disagree = 0.3 * 0.5 * 100 * 100;
		int seeds = Math.min(study.baseline().seeds(), study.other().seeds());
		return Math.sqrt(disagree / study.baseline().total() / seeds);
	}

}
