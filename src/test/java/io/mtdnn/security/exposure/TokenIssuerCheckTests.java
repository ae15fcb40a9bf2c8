package io.mtdnn.security.exposure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TokenIssuerCheckTests {

	private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

	private static final String KEYS = "spring.security.oauth2.resourceserver.jwt.jwk-set-uri";

	private HttpServer server;

	private String address;

	private int keyFetches;

	@BeforeEach
	void start() throws Exception {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.address = "http://127.0.0.1:" + this.server.getAddress().getPort();
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void anIssuerWithKeysPasses() throws Exception {
		discovery(this.address);
		keys();
		assertThatCode(() -> check(ISSUER, this.address)).doesNotThrowAnyException();
		assertThat(this.keyFetches).isPositive();
	}

	@Test
	void keysAreAlsoFetchedFromAKeySetUrl() throws Exception {
		keys();
		assertThatCode(() -> check(KEYS, this.address + "/keys")).doesNotThrowAnyException();
		assertThat(this.keyFetches).isPositive();
	}

	@Test
	void anUnresponsiveIssuerFailsStartup() {
		stop();
		assertThatIllegalArgumentException().isThrownBy(() -> check(ISSUER, this.address))
			.withMessageStartingWith(ISSUER + " is " + this.address + ", which provides no keys (");
	}

	@Test
	void anIssuerWithAnotherNameFailsStartup() throws Exception {
		discovery("https://another.example.org");
		keys();
		assertThatIllegalArgumentException().isThrownBy(() -> check(ISSUER, this.address))
			.withMessageContaining("another.example.org");
	}

	@Test
	void urlsWithoutKeysFailStartup() {
		assertThatIllegalArgumentException().isThrownBy(() -> check(KEYS, this.address + "/keys"))
			.withMessageStartingWith(KEYS + " is " + this.address + "/keys, which provides no keys (");
	}

	private static void check(String setting, String value) {
		JwtDecoder decoder = setting.equals(KEYS) ? NimbusJwtDecoder.withJwkSetUri(value).build()
				: new SupplierJwtDecoder(() -> JwtDecoders.fromIssuerLocation(value));
		new TokenIssuerCheck(new MockEnvironment().withProperty(setting, value)).check(decoder);
	}

	private void discovery(String issuer) {
		answer("/.well-known/openid-configuration",
				"{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}".formatted(issuer, this.address));
	}

	private void keys() throws Exception {
		answer("/keys", new JWKSet(new RSAKeyGenerator(2048).keyID("one").generate()).toString());
	}

	private void answer(String path, String json) {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		this.server.createContext(path, (exchange) -> {
			this.keyFetches += path.equals("/keys") ? 1 : 0;
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

}
