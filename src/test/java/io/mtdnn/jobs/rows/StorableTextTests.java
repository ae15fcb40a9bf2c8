package io.mtdnn.jobs.rows;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StorableTextTests {

	@Test
	void unstorableCharactersAreReplaced() {
		assertThat(StorableText.of("a\0b\ud83dc\ude00")).isEqualTo("a\ufffdb\ufffdc\ufffd");
		assertThat(StorableText.of("grüße 😀\nline")).isEqualTo("grüße 😀\nline");
		assertThat(StorableText.of(null)).isNull();
	}

}
