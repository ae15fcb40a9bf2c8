package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import io.mtdnn.experiments.run.DryRun.DryArm;
import io.mtdnn.experiments.run.DryRun.DryHalving;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Halving;
import io.mtdnn.experiments.study.Study;
import org.jspecify.annotations.Nullable;

/**
 * The cost of an experiment's runs for which no finished job is reused. Which
 * combinations a halving search promotes is not known beforehand, but bounds are: the
 * longest or the shortest of them.
 */
final class HalvingCost {

	private final Study study;

	private final List<DryArm> arms;

	private final @Nullable Halving halving;

	private HalvingCost(Study study, List<DryArm> arms) {
		this.study = study;
		this.arms = arms;
		this.halving = study.halving();
	}

	/** The cost of a study's arms, in their order. */
	static HalvingCost of(Study study, List<DryArm> arms) {
		return new HalvingCost(study, arms);
	}

	/** At most, over all runs; null if it is unknown for an arm. */
	@Nullable Double most(Function<DryArm, @Nullable Number> ofRun) {
		return sum(ofRun, Comparator.reverseOrder(), this.halving);
	}

	/** The search; null without one. */
	@Nullable DryHalving halving() {
		if (this.halving == null) {
			return null;
		}
		Double least = sum(DryArm::steps, Comparator.naturalOrder(), this.halving);
		Double all = sum(DryArm::steps, Comparator.naturalOrder(), null);
		return new DryHalving(this.halving.shares(), this.halving.counts(), (least != null) ? least.longValue() : null,
				(all != null) ? all.longValue() : null);
	}

	/**
	 * The sum over runs.
	 * @param promoted the order in which combinations are promoted, by their cost
	 */
	private @Nullable Double sum(Function<DryArm, @Nullable Number> ofRun, Comparator<Double> promoted,
			@Nullable Halving search) {
		int seeds = this.study.definition().seeds().size();
		double sum = 0;
		List<Double> compared = new ArrayList<>();
		for (int i = 0; i < this.arms.size(); i++) {
			Number cost = ofRun.apply(this.arms.get(i));
			if (cost == null) {
				return null;
			}
			Arm arm = this.study.arms().get(i);
			double ofArm = cost.doubleValue() * (seeds - this.arms.get(i).jobs().size());
			if (search != null && this.study.combinations().contains(arm)) {
				compared.add(ofArm);
			}
			else {
				sum += ofArm;
			}
		}
		compared.sort(promoted);
		for (int i = 0; search != null && i < compared.size(); i++) {
			sum += compared.get(i) * share(search, i);
		}
		return sum;
	}

	/** The share of its steps that a combination gets which comes at a place. */
	private static double share(Halving search, int place) {
		double share = 0;
		for (int rung = 0; rung <= search.last(); rung++) {
			share = (place < search.counts().get(rung)) ? search.shares().get(rung) : share;
		}
		return share;
	}

}
