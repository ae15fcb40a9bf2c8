package io.mtdnn.serving.web;

import io.mtdnn.serving.InvalidQuestionException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QuestionReaderTests {

	private final JsonMapper json = JsonMapper.shared();

	private final QuestionReader reader = new QuestionReader(this.json);

	@Test
	void aNumberOutOfRangeIsReportedAsAFaultOfTheQuestion() {
		assertThatExceptionOfType(InvalidQuestionException.class)
			.isThrownBy(
					() -> this.reader.question(this.json.readTree("{\"parameters\": {\"topK\": 9223372036854775807}}")))
			.withMessageContaining("Expected a whole number")
			.withMessageContaining("out of range")
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("parameters.topK"));
	}

}
