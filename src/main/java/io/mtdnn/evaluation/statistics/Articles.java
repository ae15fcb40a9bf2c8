package io.mtdnn.evaluation.statistics;

/** Computes variances over articles, which differ in size. */
final class Articles {

	private Articles() {
	}

	/** The difference of two arms' means over all questions. */
	static double difference(SeedScores a, SeedScores b) {
		double sum = 0;
		for (int article = 0; article < a.articles(); article++) {
			sum += b.mean(article) - a.mean(article);
		}
		return sum / a.total();
	}

	/**
	 * The jackknife over articles: (A - 1) / A times the sum of squares of the
	 * differences without one article each, about their mean; NaN for one article.
	 */
	static double variance(SeedScores a, SeedScores b) {
		int count = a.articles();
		if (count < 2) {
			return Double.NaN;
		}
		double whole = difference(a, b) * a.total();
		double[] without = new double[count];
		for (int article = 0; article < count; article++) {
			without[article] = (whole - b.mean(article) + a.mean(article)) / (a.total() - a.questions()[article]);
		}
		return Moments.variance(without) * (count - 1) * (count - 1) / count;
	}

	/**
	 * The part of an arm's variance over seeds that differs from article to article: the
	 * squared deviations of an article's sum from the sum of the article's and the seed's
	 * means.
	 */
	static double interaction(SeedScores arm) {
		int seeds = arm.seeds();
		int count = arm.articles();
		if (seeds < 2 || count < 2) {
			return 0;
		}
		double[] means = arm.means();
		double mean = Moments.mean(means);
		double sum = 0;
		for (int article = 0; article < count; article++) {
			double expected = arm.mean(article);
			for (int seed = 0; seed < seeds; seed++) {
				double beyond = arm.sums()[seed][article] - expected - arm.questions()[article] * (means[seed] - mean);
				sum += beyond * beyond;
			}
		}
		double total = arm.total();
		return sum / (total * total) / (seeds * (seeds - 1.0)) * count / (count - 1);
	}

}
