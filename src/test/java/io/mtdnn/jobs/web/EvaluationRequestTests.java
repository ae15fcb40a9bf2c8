package io.mtdnn.jobs.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.mtdnn.registry.RegisteredModel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EvaluationRequestTests {

	@Test
	void longModelNamesFitIntoAPlan() {
		assertThat(name("m".repeat(200))).hasSize(200).startsWith("Evaluation of mmm").endsWith("...");
		assertThat(name("tiny")).isEqualTo("Evaluation of tiny");
	}

	private static String name(String model) {
		RegisteredModel registered = new RegisteredModel("id", model, Instant.EPOCH, "tiny", List.of(), 0, 384, 64, 128,
				Map.of(), Map.of());
		return new EvaluationRequest(List.of("cola"), null, null, null).request(registered)
			.fields()
			.get("name")
			.asString();
	}

}
