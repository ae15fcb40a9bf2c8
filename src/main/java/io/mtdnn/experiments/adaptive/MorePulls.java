package io.mtdnn.experiments.adaptive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.search.Gains;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.PlannedRun;
import io.mtdnn.experiments.study.Search;
import io.mtdnn.experiments.study.Study;

/**
 * The runs that Thompson sampling adds. Each pull trains the leading task with one
 * auxiliary task and a seed that this task has not had, and needs the baseline's run with
 * that seed, which all tasks share. A seed with which that run failed is left out.
 */
public final class MorePulls {

	private final Study study;

	private final Map<String, Set<Long>> seeds = new TreeMap<>();

	/** Seeds with which the baseline has no score, so that no gain would be known. */
	private final Set<Long> lost = new LinkedHashSet<>();

	private final List<PlannedRun> runs = new ArrayList<>();

	private MorePulls(Study study, List<ArmRuns> arms, Map<String, Set<Long>> known) {
		this.study = study;
		study.arms()
			.forEach((arm) -> this.seeds.put(arm.label(),
					new LinkedHashSet<>(known.getOrDefault(arm.label(), Set.of()))));
		arms.stream().filter((arm) -> arm.arm().baseline()).forEach((baseline) -> {
			this.lost.addAll(of(baseline.arm()));
			baseline.seeds().forEach(this.lost::remove);
		});
	}

	/**
	 * The next runs, as many pulls as jobs may be open at a time, each from a draw of its
	 * own. A task whose latest run has no gain, because it or the baseline's failed, is
	 * left out until that run is retried.
	 * @param arms the arms of the study, of which no run is left to be done
	 * @param known the seeds of each arm's runs by its label, in the order of the runs
	 * @return nothing if the search is done, or every task is left out
	 */
	public static List<PlannedRun> of(Study study, List<ArmRuns> arms, Map<String, Set<Long>> known) {
		Search search = study.search(Search.Kind.THOMPSON);
		Arm baseline = study.baseline();
		return (search != null && baseline != null)
				? new MorePulls(study, arms, known).after(Pulls.of(study, arms), search, baseline) : List.of();
	}

	/** Whether a task is not left out. */
	public static boolean canLearn(Study study, List<ArmRuns> arms, Map<String, Set<Long>> known) {
		return !new MorePulls(study, arms, known).left(Pulls.of(study, arms)).isEmpty();
	}

	private List<PlannedRun> after(Pulls pulls, Search search, Arm baseline) {
		List<Arm> arms = pulls.arms();
		int done = arms.stream().mapToInt((arm) -> of(arm).size()).sum();
		int count = Math.min(this.study.definition().parallel(), Objects.requireNonNullElse(search.count(), 0) - done);
		Set<Integer> left = left(pulls);
		if (left.isEmpty()) {
			return List.of();
		}
		Gains gains = Gains.of(pulls.values());
		IntPredicate allowed = left::contains;
		long seed = Objects.requireNonNullElse(search.seed(), 0L);
		for (int pull = done; pull < done + count; pull++) {
			Arm next = arms.get(gains.draw(new SplittableRandom(seed + pull).nextLong(), allowed));
			long fresh = fresh(next);
			add(baseline, fresh);
			add(next, fresh);
		}
		return List.copyOf(this.runs);
	}

	/** The tasks whose latest run has a gain. */
	private Set<Integer> left(Pulls pulls) {
		Set<Integer> left = new LinkedHashSet<>();
		for (int i = 0; i < pulls.arms().size(); i++) {
			Long latest = of(pulls.arms().get(i)).stream().reduce((before, after) -> after).orElse(null);
			if (latest != null && pulls.gains().get(i).containsKey(latest)) {
				left.add(i);
			}
		}
		return left;
	}

	private Set<Long> of(Arm arm) {
		return this.seeds.computeIfAbsent(arm.label(), (label) -> new LinkedHashSet<>());
	}

	/** The seeds of the definition first, then those from 0. */
	private long fresh(Arm arm) {
		return LongStream
			.concat(this.study.definition().seeds().stream().mapToLong(Long::longValue),
					IntStream.range(0, Integer.MAX_VALUE).asLongStream())
			.filter((seed) -> !of(arm).contains(seed) && !this.lost.contains(seed))
			.findFirst()
			.orElseThrow();
	}

	private void add(Arm arm, long seed) {
		if (of(arm).add(seed)) {
			this.runs.add(this.study.run(arm, seed));
		}
	}

}
