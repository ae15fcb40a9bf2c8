package io.mtdnn.task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NameTextTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "", "a", "qa 0.8 + swag", "Größe", "日本語", "العربية", "\ud83d\ude00", "a\u200db", "<b>&\"'" })
	void namesOfAnyScriptAreAllowed(String name) {
		assertThat(NameText.isAllowed(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\r", "\u0000", "a\u001b[1m", "a\u0085b", "a\u2028b", "a\u2029b", "a\u202ab",
			"a\u202eb", "a\u2066b", "a\u2069b", "a\ud83d", "\ude00a", "\ude00\ud83d" })
	void namesThatForgeLinesOrCannotBeStoredAreRejected(String name) {
		assertThat(NameText.isAllowed(name)).isFalse();
	}

	@Test
	void textsThatDatabasesCanStoreAreAccepted() {
		assertThat(NameText.isStorable("several\nlines, \u202e and \ud83d\ude00")).isTrue();
		assertThat(NameText.isStorable("a\u0000")).isFalse();
		assertThat(NameText.isStorable("a\ud83d")).isFalse();
	}

}
