package io.mtdnn;

import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MtDnnServerTests {

	private final Locale before = Locale.getDefault();

	@AfterEach
	void restore() {
		Locale.setDefault(this.before);
	}

	/** Checkpoints of a run are found by the digits of their names. */
	@Test
	void numbersHaveAsciiDigitsOnEveryMachine() {
		Locale.setDefault(Locale.forLanguageTag("ar-EG"));
		assertThat("%03d".formatted(7)).isNotEqualTo("007");
		MtDnnServer.useOneLocale();
		assertThat("%03d %.1f".formatted(7, 1.5)).isEqualTo("007 1.5");
		assertThat("TITLE".toLowerCase(Locale.getDefault())).isEqualTo("title");
	}

}
