package io.mtdnn.web;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StrictJsonTests {

	private final JsonMapper json = StrictJson.apply(JsonMapper.builder()).build();

	@ParameterizedTest
	@ValueSource(strings = { "{'whole': 2.9}", "{'whole': 2.0}", "{'whole': '2'}", "{'whole': true}", "{'whole': ''}",
			"{'large': 1e3}", "{'large': 2.5}", "{'small': 1.5}", "{'small': null}", "{'fraction': '0.5'}",
			"{'fraction': false}", "{'fraction': ''}", "{'flag': 1}", "{'flag': 0}", "{'flag': 'true'}", "{'flag': ''}",
			"{'text': 5}", "{'text': 0.5}", "{'text': true}", "{'text': ['a']}", "{'kind': 0}", "{'kind': ''}",
			"{'when': 0}", "{'when': 1.5}", "{'when': ''}", "{'list': 'a'}", "{'list': [1]}", "{'other': 1}",
			"{'text': 'a', 'text': 'b'}", "{'whole': ' '}", "{'large': ' '}", "{'fraction': '\\u0000'}",
			"{'flag': ' '}", "{'kind': ' '}", "{'when': ' '}", "{} {}" })
	void valuesOfOtherTypesAreRejected(String text) {
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> this.json.readValue(text.replace('\'', '"'), Sample.class));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{'whole': 2, 'large': 3, 'small': 4, 'fraction': 5, 'flag': true, 'text': 'a', 'kind': 'ONE', "
					+ "'when': '2026-01-01T00:00:00Z', 'list': ['b']}" })
	void aWholeNumberIsAcceptedAsANumber(String text) {
		assertThat(this.json.readValue(text.replace('\'', '"'), Sample.class)).isEqualTo(
				new Sample(2, 3L, 4, 5.0, true, "a", Kind.ONE, Instant.parse("2026-01-01T00:00:00Z"), List.of("b")));
	}

	private enum Kind {

		ONE, TWO

	}

	private record Sample(Integer whole, Long large, int small, Double fraction, Boolean flag, String text, Kind kind,
			Instant when, List<String> list) {

	}

}
