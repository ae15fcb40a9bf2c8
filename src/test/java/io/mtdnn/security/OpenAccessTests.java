package io.mtdnn.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = SecurityTestApplication.class,
		properties = { "spring.datasource.url=jdbc:h2:mem:open;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
				"mtdnn.security.allowed-hosts=mtdnn.test,Workstation.Test" })
@AutoConfigureMockMvc
class OpenAccessTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void everyCallIsOpenOnLoopback() {
		assertThat(this.mvc.get().uri("/jobs")).hasStatusOk();
		assertThat(this.mvc.post().uri("/jobs")).hasStatus(202);
		assertThat(this.mvc.get().uri("/keys")).hasStatusOk();
		assertThat(this.mvc.get().uri("/actuator/health")).bodyText().contains("diskSpace");
		for (int i = 0; i < 200; i++) {
			assertThat(this.mvc.post().uri("/qa")).hasStatusOk();
		}
	}

	@Test
	void anInvalidBodyIsNotAnAuthenticationError() {
		assertThat(this.mvc.post().uri("/keys").contentType(MediaType.APPLICATION_JSON).content("{")).hasStatus(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.5" })
	void foreignHostNamesAreRejectedToPreventDnsRebinding(String host) {
		assertThat(this.mvc.get().uri("/jobs").header("Host", host).with((request) -> {
			request.setServerName(host);
			return request;
		})).hasStatus(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1", "[::1]", "mtdnn.test", "Workstation.test" })
	void allowedHostNamesAreAccepted(String host) {
		assertThat(this.mvc.get().uri("/jobs").with((request) -> {
			request.setServerName(host);
			return request;
		})).hasStatusOk();
	}

	@Test
	void pagesOfOtherSitesCannotChangeAnything() {
		assertThat(this.mvc.post().uri("/jobs").header("Origin", "https://evil.example")).hasStatus(403);
		assertThat(this.mvc.post().uri("/jobs").header("Origin", "null")).hasStatus(403);
		assertThat(this.mvc.post().uri("/jobs").header("Origin", "http://localhost:9999")).hasStatus(403);
		assertThat(this.mvc.delete().uri("/jobs/1").header("Sec-Fetch-Site", "cross-site")).hasStatus(403);
		assertThat(this.mvc.post().uri("/jobs").header("Origin", "http://localhost")).hasStatus(202);
	}

}
