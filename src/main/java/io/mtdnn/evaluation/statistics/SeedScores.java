package io.mtdnn.evaluation.statistics;

import java.util.Arrays;

/**
 * The scores of several runs, which differ only in their seed, on the same questions,
 * summed by article: questions of one article share its text and its difficulty.
 *
 * @param questions per article its number of questions, each at least 1
 * @param sums {@code [seeds][articles]}, sums of the questions' scores
 */
public record SeedScores(int[] questions, double[][] sums) {

	public SeedScores {
		if (questions.length == 0 || sums.length == 0) {
			throw new IllegalArgumentException("at least one seed and one article are required");
		}
		for (double[] seed : sums) {
			if (seed.length != questions.length) {
				throw new IllegalArgumentException(seed.length + " sums for " + questions.length + " articles");
			}
		}
	}

	/**
	 * Sums scores by article.
	 * @param articles per question the index of its article, from 0 without gaps
	 * @param scores {@code [seeds][questions]}
	 */
	public static SeedScores of(int[] articles, double[][] scores) {
		int[] questions = new int[Arrays.stream(articles).max().orElse(-1) + 1];
		for (int article : articles) {
			questions[article]++;
		}
		double[][] sums = new double[scores.length][questions.length];
		for (int seed = 0; seed < scores.length; seed++) {
			for (int question = 0; question < articles.length; question++) {
				sums[seed][articles[question]] += scores[seed][question];
			}
		}
		return new SeedScores(questions, sums);
	}

	/** Number of runs. */
	public int seeds() {
		return this.sums.length;
	}

	/** Number of articles. */
	public int articles() {
		return this.questions.length;
	}

	int total() {
		return Arrays.stream(this.questions).sum();
	}

	/** The mean over all questions, per seed. */
	public double[] means() {
		double[] means = new double[seeds()];
		for (int seed = 0; seed < means.length; seed++) {
			means[seed] = Arrays.stream(this.sums[seed]).sum() / total();
		}
		return means;
	}

	/** The mean over seeds of an article's sum. */
	double mean(int article) {
		double sum = 0;
		for (double[] seed : this.sums) {
			sum += seed[article];
		}
		return sum / seeds();
	}

}
