package io.mtdnn.task;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExcerptTests {

	private static final String LIGHTHOUSE = "\uD83D\uDDFC";

	@Test
	void aShortTextIsShownCompletely() {
		assertThat(Excerpt.of("Marta")).isEqualTo("Marta");
		assertThat(Excerpt.of("x".repeat(100))).isEqualTo("x".repeat(100));
		assertThat(Excerpt.of(null)).isEqualTo("null");
	}

	@Test
	void aLongTextIsCut() {
		assertThat(Excerpt.of("x".repeat(101))).isEqualTo("x".repeat(100) + "...");
		assertThat(Excerpt.of("x".repeat(5_000_000), 3)).isEqualTo("xxx...");
	}

	@Test
	void aCutNeverDividesACharacter() {
		for (int most = 0; most <= 12; most++) {
			assertThat(Excerpt.of("a" + LIGHTHOUSE.repeat(5), most).replace(LIGHTHOUSE, "")).matches("a?(\\.\\.\\.)?");
		}
		assertThat(Excerpt.of("a" + LIGHTHOUSE + "b", 2)).isEqualTo("a...");
		assertThat(Excerpt.of("a" + LIGHTHOUSE + "b", 3)).isEqualTo("a" + LIGHTHOUSE + "...");
	}

	@Test
	void aLoneSurrogateIsReplaced() {
		assertThat(Excerpt.of("gr\uD83Deat \uDDFC")).isEqualTo("gr\uFFFDeat \uFFFD");
		assertThat(Excerpt.wellFormed("gr\uD83Deat\n" + LIGHTHOUSE)).isEqualTo("gr\uFFFDeat\n" + LIGHTHOUSE);
	}

	@Test
	void controlCharactersBecomeBlanks() {
		assertThat(Excerpt.of("a\r\nINFO forged\0\u0085")).isEqualTo("a  INFO forged  ");
	}

	@Test
	void aTextIsCutToALimit() {
		assertThat(Excerpt.within("12345", 5)).isEqualTo("12345");
		assertThat(Excerpt.within("123456", 5)).isEqualTo("12...");
		assertThat(Excerpt.within("1" + LIGHTHOUSE + "456", 5)).isEqualTo("1...");
	}

}
