package io.mtdnn.replays.capsule;

import java.util.List;

import io.mtdnn.replays.Capsule;
import io.mtdnn.replays.InvalidCapsuleException;
import io.mtdnn.task.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CapsuleChecksTests {

	@Test
	void theSampleIsSound() {
		assertThat(CapsuleChecks.runs(capsule(Capsule.SAMPLE))).hasSize(1);
	}

	@Test
	void anEvaluationWithoutTrainingIsSound() {
		String evaluation = Capsule.SAMPLE.replace("\"AD/mZmZmZmZm\"", "\"\"")
			.replace("\"tasks\": [\"sample-cola\"]", "\"tasks\": []")
			.replace("\"evaluations\": []",
					"\"evaluations\": [{\"epoch\": 0, \"dataset\": \"a\", \"metrics\": {\"accuracy\": 0.5}}]");
		assertThat(CapsuleChecks.runs(capsule(evaluation))).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			`"tasks": ["sample-cola"]`, `"tasks": [null]`, tasks
			`"data": {}`, `"data": {"a": null}`, data
			`"encoder": {}`, `"encoder": {"a": null}`, encoder
			`"weights": {}`, `"weights": {"model": null}`, weights
			`"evaluations": []`, `"evaluations": [null]`, evaluations
			`"evaluations": []`, `"evaluations": [{"epoch": 1, "dataset": null, "metrics": {}}]`, evaluations
			`"evaluations": []`, `"evaluations": [{"epoch": 1, "dataset": "a", "metrics": null}]`, evaluations
			`"steps": "AD/mZmZmZmZm"`, `"steps": "AT/mZmZmZmZm"`, steps
			`"steps": "AD/mZmZmZmZm"`, `"steps": ""`, steps
			""")
	void everyPartIsNamedThatLacksAValue(String sound, String damaged, String field) {
		assertThat(Capsule.SAMPLE).contains(sound);
		InvalidCapsuleException ex = catchThrowableOfType(InvalidCapsuleException.class,
				() -> CapsuleChecks.runs(capsule(Capsule.SAMPLE.replace(sound, damaged))));
		assertThat(ex).isNotNull();
		assertThat(ex.faults()).extracting(Fault::field).isEqualTo(List.of("jobs[0]." + field));
	}

	private static Capsule capsule(String json) {
		return JsonMapper.shared().readValue(json, Capsule.class);
	}

}
