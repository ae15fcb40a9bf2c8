package io.mtdnn.security;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = SecurityTestApplication.class,
		properties = "spring.datasource.url=jdbc:h2:mem:tokens;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE")
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
class TokenAccessTests {

	private static final String SUBJECT = "somebody";

	@TempDir
	static Path directory;

	private static KeyPair issuer;

	@Autowired
	private MockMvcTester mvc;

	@DynamicPropertySource
	static void publicKey(DynamicPropertyRegistry registry) throws Exception {
		issuer = keyPair();
		RSAPublicKey key = (RSAPublicKey) issuer.getPublic();
		Path file = Files.writeString(directory.resolve("issuer.pem"), "-----BEGIN PUBLIC KEY-----\n"
				+ Base64.getMimeEncoder().encodeToString(key.getEncoded()) + "\n-----END PUBLIC KEY-----\n");
		registry.add("spring.security.oauth2.resourceserver.jwt.public-key-location", () -> file.toUri().toString());
	}

	@Test
	void aTokenHasTheRightsOfItsScopes() throws Exception {
		String token = token(issuer, "read infer", Duration.ofMinutes(5));
		assertThat(get("/jobs", token)).hasStatusOk();
		assertThat(this.mvc.post().uri("/qa").header("Authorization", "Bearer " + token)).hasStatusOk();
		assertThat(this.mvc.post().uri("/jobs").header("Authorization", "Bearer " + token)).hasStatus(403);
		assertThat(get("/keys", token(issuer, "admin", Duration.ofMinutes(5)))).hasStatusOk();
	}

	@Test
	void forgedExpiredAndUnsignedTokensAreRejected() throws Exception {
		assertThat(get("/jobs", token(keyPair(), "admin", Duration.ofMinutes(5)))).hasStatus(401);
		assertThat(get("/jobs", token(issuer, "admin", Duration.ofMinutes(-5)))).hasStatus(401);
		assertThat(get("/jobs", new PlainJWT(claims(SUBJECT, "admin", Duration.ofMinutes(5))).serialize()))
			.hasStatus(401);
		assertThat(get("/jobs", "nonsense")).hasStatus(401);
		assertThat(this.mvc.get().uri("/jobs")).hasStatus(401);
	}

	@Test
	void keysWorkAlongsideTokens() throws Exception {
		MvcTestResult created = this.mvc.post()
			.uri("/keys")
			.header("Authorization", "Bearer " + token(issuer, "admin", Duration.ofMinutes(5)))
			.contentType("application/json")
			.content("{\"name\": \"bot\", \"scopes\": [\"read\"]}")
			.exchange();
		assertThat(created).hasStatus(201).bodyJson().extractingPath("details.createdBy").isEqualTo("somebody");
		String key = JsonPath.read(created.getResponse().getContentAsString(), "$.key");
		assertThat(get("/jobs", key)).hasStatusOk();
	}

	/** Some issuers let users choose the name that becomes the subject. */
	@Test
	void anySubjectIsLoggedAndStoredSafely(CapturedOutput output) throws Exception {
		String subject = "a\ndone admin-key DELETE /jobs/1 202 " + "b".repeat(255);
		MvcTestResult created = this.mvc.post()
			.uri("/keys")
			.header("Authorization", "Bearer " + token(issuer, subject, "admin", Duration.ofMinutes(5)))
			.contentType("application/json")
			.content("{\"name\": \"bot\", \"scopes\": [\"read\"]}")
			.exchange();
		assertThat(created).hasStatus(201)
			.bodyJson()
			.hasPathSatisfying("details.createdBy",
					(name) -> assertThat(name).asString().hasSize(200).startsWith("a done admin-key").endsWith("..."));
		assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith("done admin-key"));
		assertThat(this.mvc.post()
			.uri("/keys")
			.header("Authorization", "Bearer " + token(issuer, null, "admin", Duration.ofMinutes(5)))
			.contentType("application/json")
			.content("{\"name\": \"bot\", \"scopes\": [\"read\"]}")).hasStatus(201)
			.bodyJson()
			.extractingPath("details.createdBy")
			.isEqualTo("unknown");
	}

	private MvcTestResult get(String path, String token) {
		return this.mvc.get().uri(path).header("Authorization", "Bearer " + token).exchange();
	}

	private static String token(KeyPair keys, String scope, Duration valid) throws Exception {
		return token(keys, SUBJECT, scope, valid);
	}

	private static String token(KeyPair keys, String subject, String scope, Duration valid) throws Exception {
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims(subject, scope, valid));
		token.sign(new RSASSASigner(keys.getPrivate()));
		return token.serialize();
	}

	/**
	 * Tokens are checked against the system's time by the library, not by the service's
	 * clock.
	 */
	private static JWTClaimsSet claims(String subject, String scope, Duration valid) {
		return new JWTClaimsSet.Builder().subject(subject)
			.claim("scope", scope)
			.expirationTime(Date.from(Instant.now().plus(valid)))
			.build();
	}

	private static KeyPair keyPair() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		return generator.generateKeyPair();
	}

}
