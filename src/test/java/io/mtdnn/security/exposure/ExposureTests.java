package io.mtdnn.security.exposure;

import java.net.InetAddress;

import io.mtdnn.security.SecurityProperties;
import io.mtdnn.security.SecurityProperties.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExposureTests {

	@ParameterizedTest
	@CsvSource(nullValues = "all", value = { "AUTO, 127.0.0.1, false, false, true", "AUTO, ::1, false, false, true",
			// keys in the database alone do not lock the loopback; configured credentials
			// do
			"AUTO, 127.0.0.1, false, true, true", "AUTO, 127.0.0.1, true, false, false",
			"AUTO, 10.0.0.1, true, false, false", "AUTO, all, true, false, false", "AUTO, 0.0.0.0, false, true, false",
			"SECURED, 127.0.0.1, true, false, false", "SECURED, 127.0.0.1, false, true, false",
			"OPEN, 0.0.0.0, false, false, true", "OPEN, 127.0.0.1, true, true, true" })
	void theModeAndTheAddressDecideWhetherTheServiceIsOpen(Mode mode, String address, boolean configured, boolean keys,
			boolean open) throws Exception {
		assertThat(Exposure.decide(mode, address(address), configured, keys).open()).isEqualTo(open);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "all", value = { "AUTO, 0.0.0.0", "AUTO, all", "AUTO, 192.168.1.4", "SECURED, 127.0.0.1" })
	void startupFailsWithoutCredentials(Mode mode, String address) {
		assertThatExceptionOfType(ExposureException.class)
			.isThrownBy(() -> Exposure.decide(mode, address(address), false, false));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "server.address=127.0.0.1, 127.0.0.1",
			"server.address=10.0.0.1, 10.0.0.1", "server.port=8080, none",
			// a port of its own is on all addresses unless one is named
			"server.address=127.0.0.1 management.server.port=9091, none",
			"server.address=127.0.0.1 management.server.port=0, none",
			"server.address=127.0.0.1 management.server.port=9091 management.server.address=10.0.0.1, 10.0.0.1",
			"server.address=127.0.0.1 management.server.port=9091 management.server.address=127.0.0.2, 127.0.0.2",
			"server.address=10.0.0.1 management.server.port=9091 management.server.address=127.0.0.1, 10.0.0.1",
			// the same port, or none
			"server.address=127.0.0.1 server.port=9091 management.server.port=9091, 127.0.0.1",
			"server.address=127.0.0.1 management.server.port=8080, 127.0.0.1",
			"server.address=127.0.0.1 management.server.port=-1, 127.0.0.1",
			"server.address=127.0.0.1 management.server.address=10.0.0.1, 127.0.0.1" })
	void theActuatorsPortCounts(String settings, String address) throws Exception {
		MockEnvironment environment = new MockEnvironment();
		for (String setting : settings.split(" ")) {
			environment.setProperty(setting.split("=")[0], setting.split("=")[1]);
		}
		assertThat(Exposure.address(environment)).isEqualTo(address(address));
	}

	@Test
	void theAnalyzerNamesTheSettingsToChange() {
		String action = new ExposureFailureAnalyzer().analyze(new ExposureException(Mode.AUTO, "0.0.0.0")).getAction();
		assertThat(action).contains("MTDNN_SECURITY_ADMIN_KEY", "issuer-uri", "server.address=127.0.0.1",
				"management.server.address", "mtdnn.security.mode=open");
	}

	private static InetAddress address(String text) throws Exception {
		return (text != null) ? InetAddress.getByName(text) : null;
	}

}
