package io.mtdnn.evaluation.statistics;

/**
 * The sources of uncertainty of a difference between two arms. The variance of the means
 * over seeds and the variance over articles both contain the interaction of seeds and
 * articles, so it is subtracted once (Cameron, Gelbach and Miller 2011 for two-way
 * clusters); the total is never below either part.
 *
 * @param seeds variance of the difference over seeds: over both arms, the sum of the
 * variance of a run's score divided by the number of seeds; an arm with one seed takes
 * the other's variance; NaN if both arms have one seed
 * @param seedFreedom degrees of freedom of {@code seeds}, by Welch and Satterthwaite; of
 * the only estimate if an arm has one seed
 * @param articles variance over articles: the jackknife that leaves out one article at a
 * time; NaN for one article
 * @param articleFreedom number of articles minus 1
 * @param interaction variance over seeds within articles, contained in both
 */
public record VarianceParts(double seeds, double seedFreedom, double articles, double articleFreedom,
		double interaction) {

	static VarianceParts of(SeedScores a, SeedScores b) {
		double ofA = Moments.variance(seen(a, b).means()) / a.seeds();
		double ofB = Moments.variance(seen(b, a).means()) / b.seeds();
		double seeds = ofA + ofB;
		return new VarianceParts(seeds, (seeds == 0) ? 1 : freedom(a, b, ofA, ofB), Articles.variance(a, b),
				a.articles() - 1.0, Articles.interaction(a) + Articles.interaction(b));
	}

	/**
	 * By Welch and Satterthwaite, if each arm has an estimate of its own; otherwise that
	 * of the only estimate.
	 */
	private static double freedom(SeedScores a, SeedScores b, double ofA, double ofB) {
		if (a.seeds() == 1 || b.seeds() == 1) {
			return seen(a, b).seeds() - 1.0;
		}
		return (ofA + ofB) * (ofA + ofB) / (ofA * ofA / (a.seeds() - 1) + ofB * ofB / (b.seeds() - 1));
	}

	/**
	 * The scores from which an arm's variance is estimated: for an arm with one seed,
	 * those of the other arm.
	 */
	private static SeedScores seen(SeedScores arm, SeedScores other) {
		return (arm.seeds() > 1) ? arm : other;
	}

	/** Variance of the difference; NaN if it cannot be estimated. */
	double total() {
		if (Double.isNaN(this.seeds)) {
			return this.articles;
		}
		if (Double.isNaN(this.articles)) {
			return this.seeds;
		}
		return Math.max(this.seeds + this.articles - this.interaction, Math.max(this.seeds, this.articles));
	}

	/**
	 * Degrees of freedom of the total, by Satterthwaite over its three parts. If the
	 * variance over seeds is barely larger than that over questions, the tests are
	 * stricter than their level.
	 */
	double freedom() {
		if (!(this.seeds > 0)) {
			return Math.max(1, this.articleFreedom);
		}
		if (!(this.articles > 0)) {
			return this.seedFreedom;
		}
		return total() * total()
				/ (this.seeds * this.seeds / this.seedFreedom + this.articles * this.articles / this.articleFreedom
						+ this.interaction * this.interaction / (this.seedFreedom * this.articleFreedom));
	}

	/** The part of the variance that no number of seeds removes. */
	double irreducible() {
		return Double.isNaN(this.articles) ? 0 : Math.max(0, this.articles - this.interaction);
	}

}
