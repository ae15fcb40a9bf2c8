package io.mtdnn.security;

import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The token issuer is unreachable: port 1 is closed. */
@SpringBootTest(classes = SecurityTestApplication.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:absent;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
				"spring.security.oauth2.resourceserver.jwt.issuer-uri=http://127.0.0.1:1" })
@AutoConfigureMockMvc
class AbsentIssuerTests {

	@Autowired
	private MockMvcTester mvc;

	@ParameterizedTest
	@ValueSource(strings = { "none", "RS256" })
	void aTokenThatCannotBeVerifiedYields503(String algorithm) {
		String token = part("{\"alg\":\"" + algorithm + "\"}") + "." + part("{\"sub\":\"eve\",\"scope\":\"admin\"}")
				+ ".";
		assertThat(this.mvc.get().uri("/jobs").header("Authorization", "Bearer " + token + "AAAA")).hasStatus(503)
			.hasHeader("Retry-After", "5")
			.bodyJson()
			.extractingPath("detail")
			.isEqualTo("The token issuer provides no keys to verify tokens; retry in 5 s.");
	}

	@Test
	void callsWithoutATokenAreUnaffected() {
		assertThat(this.mvc.get().uri("/jobs")).hasStatus(401);
	}

	private static String part(String json) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
	}

}
