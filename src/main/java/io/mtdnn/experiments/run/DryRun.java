package io.mtdnn.experiments.run;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.experiments.study.ExperimentRequest;
import org.jspecify.annotations.Nullable;

/**
 * The runs and cost of an experiment that has not been started.
 *
 * @param definition the request with all defaults
 * @param runs number of runs, at most, if a search chooses some of them later
 * @param reused number of runs that finished jobs already did
 * @param steps optimiser steps of the runs that are left, with halving if the longest
 * combinations are promoted; absent if not all are known
 * @param hours expected hours of those runs, one after the other on this machine; absent
 * if not all are known
 * @param arms what varies, controls first
 * @param halving how many combinations a halving search continues; absent without one
 * @param notes notes for the user
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DryRun(ExperimentRequest definition, int runs, int reused, @Nullable Long steps, @Nullable Double hours,
		List<DryArm> arms, @Nullable DryHalving halving, List<String> notes) {

	/**
	 * A halving search.
	 *
	 * @param shares share of the steps at each rung
	 * @param combinations number of combinations that reach each rung
	 * @param leastSteps steps of all runs if the shortest combinations are promoted
	 * @param allSteps steps of all runs if none was discarded
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record DryHalving(List<Double> shares, List<Integer> combinations, @Nullable Long leastSteps,
			@Nullable Long allSteps) {

	}

	/**
	 * An arm.
	 *
	 * @param label what varies
	 * @param control the control that it is; absent if it is not one
	 * @param baseline whether the others are compared with it
	 * @param steps optimiser steps of one run; absent if the data could not be read in
	 * time
	 * @param hours expected hours of one run
	 * @param jobs finished jobs that are reused
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record DryArm(String label, @Nullable String control, boolean baseline, @Nullable Integer steps,
			@Nullable Double hours, List<String> jobs) {

	}

}
