package io.mtdnn.security.exposure;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Requests the keys of the token issuer at startup, if
 * {@code mtdnn.security.issuer-check} is set. Without it, a misspelt issuer would surface
 * only when the first valid token is rejected.
 */
public final class TokenIssuerCheck {

	private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

	private final Environment environment;

	/** Reads the settings of the issuer from the environment. */
	public TokenIssuerCheck(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Lets the decoder read an unsigned token, which it can only reject after it has
	 * found the keys.
	 * @throws IllegalArgumentException naming the setting, when the issuer provides no
	 * keys
	 */
	public void check(JwtDecoder decoder) {
		try {
			decoder.decode(unsigned());
		}
		catch (BadJwtException expected) {
			return;
		}
		catch (JwtException | JwtDecoderInitializationException ex) {
			throw new IllegalArgumentException("%s, which provides no keys (%s)".formatted(source(), reason(ex)), ex);
		}
	}

	/**
	 * The first allowed algorithm, because tokens with another one are rejected before
	 * any key is fetched.
	 */
	private String unsigned() {
		String algorithm = this.environment.getProperty(PREFIX + "jws-algorithms",
				this.environment.getProperty(PREFIX + "jws-algorithms[0]", "RS256"));
		return part("{\"alg\":\"%s\"}".formatted(algorithm.split(",")[0].trim())) + "." + part("{}") + "."
				+ part("none");
	}

	private static String part(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private String source() {
		for (String setting : new String[] { "jwk-set-uri", "issuer-uri" }) {
			String value = this.environment.getProperty(PREFIX + setting, "");
			if (!value.isBlank()) {
				return "%s is %s".formatted(PREFIX + setting, value);
			}
		}
		return PREFIX + "* names the source of keys";
	}

	private static String reason(Throwable fault) {
		Throwable root = fault;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		return (root.getMessage() != null) ? root.getMessage() : root.getClass().getSimpleName();
	}

}
