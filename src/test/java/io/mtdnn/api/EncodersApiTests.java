package io.mtdnn.api;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The encoders that the build has fetched, as a client sees them. */
@ApiTestSettings
class EncodersApiTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void encodersAreListedWithWhereTheyComeFrom() {
		MvcTestResult answer = this.mvc.get().uri("/encoders").exchange();
		assertThat(answer).hasStatusOk();
		// Another test may have converted it in the meantime.
		assertThat(answer).bodyJson()
			.extractingPath("$.items[?(@.name == 'minilm-l6-uncased')].source")
			.asArray()
			.containsAnyOf("archive", "folder")
			.hasSize(1);
		assertThat(answer).bodyJson().extractingPath("$.items[?(@.name == 'minilm-l6-uncased')].fetch").asArray().isEmpty();
		assertThat(answer).bodyJson()
			.extractingPath("$.items[*].name")
			.asArray()
			.containsExactly("bert-base-cased", "minilm-l6-uncased");
	}

}
