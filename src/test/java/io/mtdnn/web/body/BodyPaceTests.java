package io.mtdnn.web.body;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyPaceTests {

	private static final long SECOND = 1_000_000_000;

	@Test
	void occasionalBytesAreTooSlow() throws Exception {
		BodyPace pace = pace(false);
		for (int i = 0; i < 5; i++) {
			arrive(pace, "x", 2 * SECOND);
		}
		assertThatExceptionOfType(BodyTooSlowException.class).isThrownBy(() -> arrive(pace, "x", 2 * SECOND))
			.satisfies((ex) -> assertThat(ex.problem().getStatus()).isEqualTo(408));
	}

	@Test
	void aLargeBodyHasProportionallyMoreTime() throws Exception {
		BodyPace pace = pace(false);
		for (int i = 0; i < 50; i++) {
			arrive(pace, "x".repeat(1024), SECOND);
		}
		arrive(pace, "x", 9 * SECOND);
		assertThatExceptionOfType(BodyTooSlowException.class).isThrownBy(() -> arrive(pace, "x", 2 * SECOND));
	}

	@Test
	void aStreamMayPauseBetweenLinesButNotWithinThem() throws Exception {
		BodyPace pace = pace(true);
		for (int i = 0; i < 20; i++) {
			arrive(pace, "{}\n", 9 * SECOND);
		}
		arrive(pace, "{}\n{", 9 * SECOND);
		arrive(pace, "}", 9 * SECOND);
		assertThatExceptionOfType(BodyTooSlowException.class).isThrownBy(() -> arrive(pace, "\n", 9 * SECOND));
	}

	private static BodyPace pace(boolean lines) {
		return new BodyPace(Duration.ofSeconds(10), DataSize.ofKilobytes(1), lines);
	}

	/** The buffer starts with other content, as in real use. */
	private static void arrive(BodyPace pace, String text, long nanos) throws BodyTooSlowException {
		byte[] buffer = ("\n\n" + text).getBytes(US_ASCII);
		pace.arrived(buffer, 2, text.length(), nanos);
	}

}
