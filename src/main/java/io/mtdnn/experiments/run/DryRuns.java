package io.mtdnn.experiments.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.experiments.run.DryRun.DryArm;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Halving;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanResolver;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.task.Fault;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.training.TrainingEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Computes the runs and cost of an experiment without starting anything. */
@Service
public class DryRuns {

	private static final Duration READING = Duration.ofSeconds(20);

	private final Experiments experiments;

	private final ReusableJobs reusable;

	private final FinishedRungs rungs;

	private final PlanResolver resolver;

	private final TrainingEngine engine;

	private final Clock clock;

	DryRuns(Experiments experiments, ReusableJobs reusable, FinishedRungs rungs, PlanResolver resolver,
			TrainingEngine engine, Clock clock) {
		this.experiments = experiments;
		this.reusable = reusable;
		this.rungs = rungs;
		this.resolver = resolver;
		this.engine = engine;
		this.clock = clock;
	}

	/**
	 * Checks an experiment, reads the data of its arms for 20 seconds at most, and looks
	 * for finished jobs.
	 * @throws ImpossibleExperimentException naming all faults of all runs
	 */
	public DryRun of(ExperimentRequest request) {
		Study study = this.experiments.check(request);
		Instant end = this.clock.instant().plus(READING);
		List<DryArm> arms = new ArrayList<>();
		ArmFaults faults = new ArmFaults(study);
		study.arms().forEach((arm) -> arms.add(arm(study, arm, end, faults)));
		List<Fault> all = faults.all();
		if (!all.isEmpty()) {
			throw new ImpossibleExperimentException(all);
		}
		return summed(study, arms);
	}

	private DryArm arm(Study study, Arm arm, Instant end, ArmFaults faults) {
		List<String> jobs = new ArrayList<>();
		Halving halving = study.combinations().contains(arm) ? study.halving() : null;
		study.definition().seeds().forEach((seed) -> {
			TrainingRequest run = study.run(arm, seed).request();
			((halving != null) ? this.rungs.find(halving, run) : this.reusable.find(run)).ifPresent(jobs::add);
		});
		PreflightReport report = this.clock.instant().isBefore(end) ? preflight(study, arm, faults) : null;
		Double seconds = (report != null) ? report.estimatedSeconds() : null;
		return new DryArm(arm.label(), (arm.control() != null) ? arm.control().label() : null, arm.baseline(),
				(report != null) ? report.totalSteps() : null, (seconds != null) ? seconds / 3600 : null, jobs);
	}

	private @Nullable PreflightReport preflight(Study study, Arm arm, ArmFaults faults) {
		try {
			return this.engine
				.preflight(this.resolver.resolve(study.run(arm, study.definition().seeds().get(0)).request()));
		}
		catch (InvalidPlanException ex) {
			faults.add(arm, ex.faults());
			return null;
		}
	}

	private static DryRun summed(Study study, List<DryArm> arms) {
		int seeds = study.definition().seeds().size();
		HalvingCost cost = HalvingCost.of(study, arms);
		Double steps = cost.most(DryArm::steps);
		int reused = arms.stream().mapToInt((arm) -> arm.jobs().size()).sum();
		List<String> notes = new ArrayList<>();
		if (steps == null) {
			notes.add("Not all data could be read in " + READING.toSeconds()
					+ " seconds; the data read so far are kept, so that another dry run gets further.");
		}
		int later = study.mostLater();
		if (later > 0) {
			notes.add("The search chooses up to " + later
					+ " more runs by the scores of these; steps and hours count each as long as the mean of these.");
		}
		notes.add("Steps of the first seed; they vary a little from seed to seed.");
		Double all = withLater(study, arms, steps, DryArm::steps);
		return new DryRun(study.definition(), arms.size() * seeds + later, reused,
				(all != null) ? all.longValue() : null, withLater(study, arms, cost.most(DryArm::hours), DryArm::hours),
				arms, cost.halving(), notes);
	}

	/** With the runs that a search adds, each as long as the mean of the combinations. */
	private static @Nullable Double withLater(Study study, List<DryArm> arms, @Nullable Double sum,
			Function<DryArm, @Nullable Number> ofRun) {
		if (sum == null || study.mostLater() == 0) {
			return sum;
		}
		double mean = IntStream.range(0, arms.size())
			.filter((i) -> study.combinations().contains(study.arms().get(i)))
			.mapToObj((i) -> ofRun.apply(arms.get(i)))
			.filter(Objects::nonNull)
			.mapToDouble(Number::doubleValue)
			.average()
			.orElse(0);
		return sum + study.mostLater() * mean;
	}

}
