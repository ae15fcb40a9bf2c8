package io.mtdnn.plan;

import java.util.List;
import java.util.Set;

import io.mtdnn.task.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TrainingRequestsTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"{\"epochs\": 3}                      | {\"encoder\": \"tiny\", \"epochs\": 3, \"earlyStopping\": {\"patience\": 2}, \"tasks\": [{\"dataset\": \"cola\"}]}",
			"{\"earlyStopping\": null}            | {\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"cola\"}]}",
			"{\"earlyStopping\": {\"metric\": \"f1\"}} | {\"encoder\": \"tiny\", \"earlyStopping\": {\"patience\": 2, \"metric\": \"f1\"}, \"tasks\": [{\"dataset\": \"cola\"}]}",
			"{\"earlyStopping\": {\"patience\": null, \"metric\": \"f1\"}} | {\"encoder\": \"tiny\", \"earlyStopping\": {\"metric\": \"f1\"}, \"tasks\": [{\"dataset\": \"cola\"}]}",
			"{\"limits\": {\"train\": {\"cola\": 5}}} | {\"encoder\": \"tiny\", \"limits\": {\"train\": {\"cola\": 5}}, \"earlyStopping\": {\"patience\": 2}, \"tasks\": [{\"dataset\": \"cola\"}]}",
			"{\"tasks[cola].weight\": 0.5, \"limits.train[cola]\": 5} | {\"encoder\": \"tiny\", \"limits\": {\"train\": {\"cola\": 5}}, \"earlyStopping\": {\"patience\": 2}, \"tasks\": [{\"dataset\": \"cola\", \"weight\": 0.5}]}",
			"{\"tasks\": [{\"dataset\": \"swag\"}]} | {\"encoder\": \"tiny\", \"earlyStopping\": {\"patience\": 2}, \"tasks\": [{\"dataset\": \"swag\"}]}" })
	void aPatchIsMergedIntoARequest(String patch, String merged) {
		TrainingRequest base = TrainingRequests.parse(
				"{\"encoder\": \"tiny\", \"tasks\": [{\"dataset\": \"cola\"}], \"earlyStopping\": {\"patience\": 2}}");
		assertThat(TrainingRequests.merge(base, (ObjectNode) JSON.readTree(patch)))
			.isEqualTo(TrainingRequests.parse(merged));
	}

	@Test
	void aPatchOfAnUnknownFieldIsRejected() {
		TrainingRequest base = TrainingRequests.parse("{}");
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> TrainingRequests.merge(base, (ObjectNode) JSON.readTree("{\"epoch\": 1}")))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("epoch"));
	}

	@Test
	void everyFieldOfAnotherTypeIsReported() {
		TrainingRequest request = TrainingRequests
			.parse("""
					{"epoch": 1, "epochs": 2.0, "batchSize": "16", "dropout": true, "optimizer": "sgd", "name": 5,
					 "seed": 99999999999999999999, "accumulationSteps": 3000000000, "tasks": [null, 7, {"weight": "a", "x": 1}],
					 "limits": {"train": {"cola": 1.5}, "evaluation": []}, "earlyStopping": 3, "learningRate": 1}""");
		List<Fault> faults = TrainingRequests.faults(request, Set.of("tags"));
		assertThat(faults).extracting(Fault::field)
			.containsExactlyInAnyOrder("epoch", "epochs", "batchSize", "dropout", "optimizer", "name", "seed",
					"accumulationSteps", "tasks[1]", "tasks[2].weight", "tasks[2].x", "limits.train[cola]",
					"limits.evaluation", "earlyStopping");
		assertThat(faults).extracting(Fault::message)
			.contains("'epochs' must be a whole number.", "'optimizer' must be one of adamax, adamw.",
					"'tasks[1]' must be an object.", "'limits.evaluation' must be an object.",
					"Unknown field 'x'. Known fields: batchSize, dataset, endWeight, evaluateOn, head, leads, lossWeight, placebo, weight.")
			.anySatisfy((message) -> assertThat(message).startsWith("Unknown field 'epoch'. Known fields:")
				.endsWith("warmupFraction, weightDecay, tags."));
	}

	@Test
	void nullEqualsAnOmittedField() {
		assertThat(TrainingRequests.faults(TrainingRequests.parse("{\"epochs\": null, \"keep\": null}"), Set.of()))
			.isEmpty();
	}

}
