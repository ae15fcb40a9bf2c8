package io.mtdnn.experiments.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import io.mtdnn.experiments.search.GaussianProcess.Prediction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A search of mixtures by a Gaussian process over their weights.
 */
public final class MixtureSearch {

	private static final int DRAWS = 1000;

	private final List<List<Double>> tried;

	private final AveragedProcess process;

	/** Half the width of intervals in standard deviations: Student's t. */
	private final double within;

	private MixtureSearch(List<List<Double>> tried, AveragedProcess process, int runs) {
		this.tried = tried;
		this.process = process;
		this.within = TDistribution.of(runs + 1).inverseCumulativeProbability(0.975);
	}

	/**
	 * Fits a process to what mixtures have scored.
	 * @param tried the weights of two or more mixtures
	 * @param scores the scores of each mixture's runs, one or more
	 */
	public static MixtureSearch of(List<List<Double>> tried, List<double[]> scores) {
		return new MixtureSearch(List.copyOf(tried),
				AveragedProcess.fit(tried.stream().map(Simplex::coordinates).toList(), scores),
				scores.stream().mapToInt((runs) -> runs.length).sum());
	}

	/**
	 * The mixtures to train next: those with the largest expected improvement, each
	 * chosen as if the ones before had scored as expected.
	 * @param known weights that are not chosen again
	 * @param count how many; there are fewer if no others are left
	 * @param seed seed of the search
	 */
	public List<List<Double>> next(List<List<Double>> known, int count, long seed, double concentration) {
		Set<List<Double>> candidates = new LinkedHashSet<>(Simplex.draw(known.get(0).size(), DRAWS, DRAWS,
				new SplittableRandom(seed + known.size()).nextLong(), concentration));
		candidates.addAll(Simplex.near(best()));
		known.forEach(candidates::remove);
		List<List<Double>> chosen = new ArrayList<>();
		AveragedProcess now = this.process;
		double best = at(best()).mean();
		while (chosen.size() < count && !candidates.isEmpty()) {
			List<Double> next = next(now, candidates, best);
			chosen.add(next);
			candidates.remove(next);
			now = now.believing(Simplex.coordinates(next));
			best = Math.max(best, now.at(Simplex.coordinates(next)).mean());
		}
		return chosen;
	}

	private static List<Double> next(AveragedProcess now, Set<List<Double>> candidates, double best) {
		List<Double> next = List.of();
		double most = Double.NEGATIVE_INFINITY;
		for (List<Double> candidate : candidates) {
			double improvement = now.improvement(Simplex.coordinates(candidate), best);
			if (improvement > most) {
				most = improvement;
				next = candidate;
			}
		}
		return next;
	}

	/** The weights of the tried mixture of which the process expects most. */
	public List<Double> best() {
		return this.tried.stream().max(Comparator.comparingDouble((weights) -> at(weights).mean())).orElseThrow();
	}

	/** What the process expects of a mixture, with an interval of 95 %. */
	public Estimate expected(List<Double> weights) {
		Prediction expected = at(weights);
		return new Estimate(expected.mean(), expected.mean() - this.within * expected.deviation(),
				expected.mean() + this.within * expected.deviation());
	}

	/** Standard deviation of a run's score around that of its mixture. */
	public double runDeviation() {
		return this.process.runDeviation();
	}

	private Prediction at(List<Double> weights) {
		return this.process.at(Simplex.coordinates(weights));
	}

}
