package io.mtdnn.plan;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlanPathTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final TrainingRequest BASE = TrainingRequests.parse("""
			{"encoder": "tiny", "tasks": [{"dataset": "squad-v2", "weight": 0.8}, {"dataset": "cola"}],
			 "limits": {"train": {"squad-v2": 100}}}""");

	@ParameterizedTest
	@CsvSource({ "encoder, tiny", "tasks[squad-v2].weight, 0.8", "tasks[0].weight, 0.8", "tasks[1].dataset, cola",
			"limits.train[squad-v2], 100", "limits.train.squad-v2, 100" })
	void aPathReadsItsField(String path, String value) {
		assertThat(PlanPath.parse(path).get(BASE).orElseThrow().asString()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "epochs", "tasks[cola].weight", "tasks[mrpc].weight", "earlyStopping.patience",
			"limits.evaluation[cola]" })
	void omittedFieldsAreEmpty(String path) {
		assertThat(PlanPath.parse(path).get(BASE)).isEmpty();
	}

	@Test
	void aPathReadsAPlan() {
		TrainingPlan plan = Plans.plan(Map.of("tasks", BASE.fields().get("tasks"), "epochs", 7));
		assertThat(PlanPath.parse("epochs").get(plan)).contains(JSON.readTree("7"));
		assertThat(PlanPath.parse("tasks[squad-v2].weight").get(plan)).contains(JSON.readTree("0.8"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "epochs | 3", "tasks[cola].weight | 0.1", "tasks[1].dataset | \"mrpc\"",
			"limits.train[cola] | 5", "earlyStopping.patience | 2", "tasks | [{\"dataset\": \"swag\"}]" })
	void aPathSetsTheFieldThatItReads(String path, String value) {
		JsonNode json = JSON.readTree(value);
		TrainingRequest set = PlanPath.parse(path).set(BASE, json);
		assertThat(PlanPath.parse(path).get(set)).contains(json);
		assertThat(PlanPath.parse("encoder").get(set)).contains(JSON.readTree("\"tiny\""));
		assertThat(BASE.fields().path("tasks").path(1).has("weight")).isFalse();
	}

	@Test
	void nullOmitsAField() {
		TrainingRequest set = PlanPath.parse("tasks[squad-v2].weight").set(BASE, null);
		assertThat(set.fields().path("tasks").path(0)).isEqualTo(JSON.readTree("{\"dataset\": \"squad-v2\"}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "learnRate | there is no field 'learnRate' in a plan; known fields: accumulationSteps",
					"tasks[cola].wait | there is no field 'wait' in 'tasks[cola].wait'; known fields:",
					"epochs.x | there is no field 'x' in 'epochs.x'; known fields: none",
					"tasks[cola | is not a path such as", "[0] | is not a path", "a..b | is not a path",
					"'' | is not a path" })
	void unknownFieldsAreRejected(String path, String message) {
		assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> PlanPath.parse(path))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo(path));
	}

	@Test
	void tasksMissingFromTheRequestAreRejected() {
		PlanPath path = PlanPath.parse("tasks[mrpc].weight");
		assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> path.set(BASE, JSON.readTree("0.5")))
			.withMessage("'mrpc' is not among the tasks of the request");
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> PlanPath.parse("tasks[cola].weight")
				.set(TrainingRequests.parse("{\"encoder\": \"tiny\"}"), JSON.readTree("0.5")))
			.withMessageContaining("is not among the tasks");
	}

	@Test
	void aPathNamesItsField() {
		assertThat(PlanPath.parse("tasks[cola].weight").field().knob().to()).isEqualTo(1);
		assertThat(PlanPath.parse("optimizer").field().choices()).containsExactly("adamax", "adamw");
		assertThat(PlanPath.parse("limits.train[cola]").field().name()).isEqualTo("train");
	}

}
