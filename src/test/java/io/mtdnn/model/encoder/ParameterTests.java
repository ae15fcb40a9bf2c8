package io.mtdnn.model.encoder;

import java.util.List;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ParameterTests {

	@Test
	void bertBaseHasThePublishedNumberOfParameters() {
		// bert-base-uncased: 109,482,240 with a pooler of 768 * 768 + 768, which is not
		// used
		EncoderConfig base = EncoderConfig.bert(30522, 768, 12, 12, 3072, 512, 2, 1e-12);
		assertThat(numbers(EncoderNames.parameters(base))).isEqualTo(109_482_240 - 590_592);
	}

	@Test
	void headsAreCountedAsLinearLayers() {
		assertThat(numbers(HeadNames.parameters(new Task("qa", HeadKind.SPAN, List.of()), 768))).isEqualTo(2 * 769);
		assertThat(numbers(HeadNames.parameters(new Task("nli", HeadKind.CLASSIFICATION, List.of("a", "b", "c")), 768)))
			.isEqualTo(3 * 769);
	}

	private static long numbers(List<Parameter> parameters) {
		return parameters.stream().mapToLong(Parameter::numbers).sum();
	}

}
