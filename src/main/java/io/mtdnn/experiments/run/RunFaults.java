package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.mtdnn.experiments.ImpossibleExperimentException;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Halving;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.plan.TrainingRequests;
import io.mtdnn.task.Fault;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Finds the faults that prevent the runs of an experiment from starting. */
@Component
class RunFaults {

	private final Jobs jobs;

	RunFaults(Jobs jobs) {
		this.jobs = jobs;
	}

	/**
	 * Checks all arms.
	 * @param known faults of the study that are known already
	 * @throws ImpossibleExperimentException naming every fault once, with the arms that
	 * have it
	 */
	void require(Study study, List<Fault> known) {
		ArmFaults arms = new ArmFaults(study);
		for (Arm arm : study.arms()) {
			TrainingRequest request = study.run(arm, study.definition().seeds().get(0)).request();
			List<Fault> faults = new ArrayList<>(TrainingRequests.faults(request, Set.of()));
			if (faults.isEmpty()) {
				faults.addAll(this.jobs.faults(request));
			}
			arms.add(arm, faults);
		}
		List<Fault> all = new ArrayList<>(known);
		all.addAll(metric(study));
		all.addAll(arms.all());
		if (!all.isEmpty()) {
			throw new ImpossibleExperimentException(all);
		}
	}

	/** A combination is compared by a metric that an epoch could be kept by. */
	private List<Fault> metric(Study study) {
		Halving halving = study.halving();
		if (halving == null || halving.metric() == null) {
			return List.of();
		}
		Arm first = study.combinations().get(0);
		ObjectNode fields = study.run(first, 0).request().fields();
		fields.put("keep", "best");
		fields.putObject("keepMetric").put("dataset", first.evaluated()).put("metric", halving.metric());
		return this.jobs.faults(new TrainingRequest(fields))
			.stream()
			.filter((fault) -> fault.field() != null && fault.field().startsWith("keepMetric"))
			.map((fault) -> new Fault("search.metric", fault.message()))
			.toList();
	}

}
