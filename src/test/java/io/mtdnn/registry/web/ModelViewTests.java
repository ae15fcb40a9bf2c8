package io.mtdnn.registry.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.mtdnn.model.Precision;
import io.mtdnn.registry.RegisteredModel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelViewTests {

	@Test
	void aModelEvaluatedInAnotherPrecisionShowsBoth() {
		ModelView view = ModelView.whole(model(Map.of("evaluationPrecision", "fp32")), List.of(), Precision.BF16);
		assertThat(view.evaluationPrecision()).isEqualTo("fp32");
		assertThat(view.answeringPrecision()).isEqualTo("bf16");
	}

	@Test
	void anImportedModelHasNoPrecisionOfAnEvaluation() {
		ModelView view = ModelView.brief(model(Map.of("imported", Map.of())), List.of(), Precision.FP32);
		assertThat(view.evaluationPrecision()).isNull();
		assertThat(view.answeringPrecision()).isEqualTo("fp32");
	}

	private static RegisteredModel model(Map<String, Object> provenance) {
		return new RegisteredModel("id", "name", Instant.EPOCH, "tiny", List.of(), 0, 384, 64, 128, Map.of(),
				provenance);
	}

}
