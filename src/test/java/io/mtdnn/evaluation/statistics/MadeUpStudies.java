package io.mtdnn.evaluation.statistics;

import java.util.SplittableRandom;

/**
 * Simulated studies with a known difference. All runs agree on seven of ten questions; on
 * the others they are right with a probability that depends on the arm's effect on the
 * article, the seed, and the seed's effect on the article. All effects are points of 100
 * over all questions.
 *
 * @param questions per article
 * @param difference true difference of the second arm
 * @param seedDeviation standard deviation of a run's score over seeds
 * @param articleDeviation standard deviation of the arms' difference over articles
 * @param bothDeviation standard deviation of the effect of a seed on one article
 */
public record MadeUpStudies(int[] questions, double difference, double seedDeviation, double articleDeviation,
		double bothDeviation) {

	/** Questions of the 35 articles of SQuAD 2.0's development set. */
	static final int[] SQUAD = { 192, 208, 210, 219, 222, 232, 240, 244, 247, 255, 262, 275, 284, 308, 324, 325, 327,
			356, 357, 362, 364, 373, 377, 384, 402, 415, 418, 421, 424, 444, 445, 458, 486, 498, 515 };

	/** The same at a tenth of the size. */
	public static int[] small() {
		int[] small = SQUAD.clone();
		for (int i = 0; i < small.length; i++) {
			small[i] /= 10;
		}
		return small;
	}

	/** One study. */
	public Study draw(int baselineSeeds, int seeds, SplittableRandom random) {
		double[] effects = gaussians(random, this.questions.length, this.articleDeviation);
		double[][] baseline = new double[baselineSeeds][];
		for (int seed = 0; seed < baselineSeeds; seed++) {
			baseline[seed] = run(new double[effects.length], 0, random);
		}
		double[][] other = new double[seeds][];
		for (int seed = 0; seed < seeds; seed++) {
			other[seed] = run(effects, this.difference, random);
		}
		return new Study(new SeedScores(this.questions, baseline), new SeedScores(this.questions, other));
	}

	private double[] run(double[] effects, double shift, SplittableRandom random) {
		double[] sums = new double[effects.length];
		double ofSeed = random.nextGaussian() * this.seedDeviation;
		for (int article = 0; article < effects.length; article++) {
			double points = shift + effects[article] + ofSeed + random.nextGaussian() * this.bothDeviation;
			int open = this.questions[article] * 3 / 10;
			double right = 0.5 + points / 100 * this.questions[article] / open;
			for (int question = 0; question < open; question++) {
				sums[article] += (random.nextDouble() < right) ? 100 : 0;
			}
		}
		return sums;
	}

	private static double[] gaussians(SplittableRandom random, int count, double deviation) {
		double[] values = new double[count];
		for (int i = 0; i < count; i++) {
			values[i] = random.nextGaussian() * deviation;
		}
		return values;
	}

	/** Both arms of a study. */
	public record Study(SeedScores baseline, SeedScores other) {

	}

}
