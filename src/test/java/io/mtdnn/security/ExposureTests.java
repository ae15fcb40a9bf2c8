package io.mtdnn.security;

import java.net.InetAddress;

import io.mtdnn.security.SecurityProperties.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExposureTests {

	@ParameterizedTest
	@CsvSource(nullValues = "all", value = {
			"AUTO, 127.0.0.1, false, false, true", "AUTO, ::1, false, false, true",
			// keys in the database alone do not lock the loopback; configured credentials do
			"AUTO, 127.0.0.1, false, true, true", "AUTO, 127.0.0.1, true, false, false",
			"AUTO, 10.0.0.1, true, false, false", "AUTO, all, true, false, false", "AUTO, 0.0.0.0, false, true, false",
			"SECURED, 127.0.0.1, true, false, false", "SECURED, 127.0.0.1, false, true, false",
			"OPEN, 0.0.0.0, false, false, true", "OPEN, 127.0.0.1, true, true, true" })
	void openOrNot(Mode mode, String address, boolean configured, boolean keys, boolean open) throws Exception {
		assertThat(Exposure.decide(mode, address(address), configured, keys).open()).isEqualTo(open);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "all", value = { "AUTO, 0.0.0.0", "AUTO, all", "AUTO, 192.168.1.4", "SECURED, 127.0.0.1" })
	void refusesWithoutCredentials(Mode mode, String address) {
		assertThatExceptionOfType(ExposureException.class)
			.isThrownBy(() -> Exposure.decide(mode, address(address), false, false));
	}

	@Test
	void analyzerNamesWhatToChange() {
		String action = new ExposureFailureAnalyzer().analyze(new ExposureException(Mode.AUTO, "0.0.0.0")).getAction();
		assertThat(action).contains("MTDNN_SECURITY_ADMIN_KEY", "issuer-uri", "server.address=127.0.0.1",
				"mtdnn.security.mode=open");
	}

	private static InetAddress address(String text) throws Exception {
		return (text != null) ? InetAddress.getByName(text) : null;
	}

}
