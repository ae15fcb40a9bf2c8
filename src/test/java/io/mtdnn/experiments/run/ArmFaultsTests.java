package io.mtdnn.experiments.run;

import java.util.List;

import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Studies;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.task.Fault;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ArmFaultsTests {

	@Test
	void tasksThatASearchPairsAreNamedByTheirPlacesInThePlan() {
		Study study = Studies.of(JsonMapper.builder()
			.build()
			.readValue(
					"""
							{"plan": {"encoder": "tiny", "tasks": [{"dataset": "swag"}, {"dataset": "qa", "weight": 0.6, "leads": true}, {"dataset": "cola"}]},
							 "search": {"kind": "thompson"}}""",
					ExperimentRequest.class));
		ArmFaults faults = new ArmFaults(study);
		study.combinations()
			.forEach(
					(arm) -> faults.add(arm, List.of(new Fault("tasks[1].dataset", "there is no " + arm.auxiliary()))));
		study.arms().forEach((arm) -> faults.add(arm, List.of(new Fault("tasks[0].lossWeight", "must be above 0"))));
		assertThat(faults.all()).containsExactly(
				new Fault("plan.tasks[0].dataset", "there is no swag (in qa 0.6 + swag)"),
				new Fault("plan.tasks[2].dataset", "there is no cola (in qa 0.6 + cola)"),
				new Fault("plan.tasks[1].lossWeight", "must be above 0"));
	}

}
