package io.mtdnn.hub.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The hub that encoders and models are downloaded from.
 *
 * @param endpoint URL of a hub with Hugging Face's HTTP API.
 * @param token Access token for gated and private repositories. Sent only to the
 * endpoint, never to the target of a redirect. Empty for none.
 * @param proxy URL of an HTTP proxy for the hub, such as http://proxy:3128. Empty for
 * none.
 * @param offline Whether to reject downloads without opening a connection.
 * @param redirectHosts Hosts besides the endpoint to which the hub may redirect; a star
 * at the beginning stands for any subdomain. Private addresses are rejected unless the
 * endpoint has one.
 * @param maxSize Maximum total size of the files of a download.
 * @param parallel Maximum number of downloads that run at the same time on this node.
 * @param waiting Maximum number of downloads that are under way or wait.
 * @param attempts Number of consecutive attempts without progress after which a download
 * fails.
 * @param connectTimeout Time limit for opening a connection.
 * @param readTimeout Time limit for the next bytes of a response.
 */
@Validated
@ConfigurationProperties("mtdnn.hub")
public record HubProperties(@NotNull @DefaultValue("https://huggingface.co") URI endpoint,
		@DefaultValue("") String token, @DefaultValue("") String proxy, @DefaultValue("false") boolean offline,
		@DefaultValue( {
				"*.hf.co", "*.huggingface.co" }) List<String> redirectHosts,
		@NotNull @DefaultValue("20GB") DataSize maxSize, @Min(1) @Max(16) @DefaultValue("2") int parallel,
		@Min(1) @Max(1000) @DefaultValue("20") int waiting, @Min(1) @Max(100) @DefaultValue("8") int attempts,
		@NotNull @DurationMin(millis = 1) @DurationMax(days = 1) @DefaultValue("10s") Duration connectTimeout,
		@NotNull @DurationMin(millis = 1) @DurationMax(days = 1) @DefaultValue("60s") Duration readTimeout){

	public HubProperties {
		redirectHosts = List.copyOf(redirectHosts);
	}

	@AssertTrue(message = "mtdnn.hub.endpoint must be an http or https URL without user and query")
	boolean isEndpointValid() {
		return webAddress(this.endpoint);
	}

	@AssertTrue(message = "mtdnn.hub.proxy must be the URL of a proxy, such as http://proxy:3128")
	boolean isProxyValid() {
		try {
			return this.proxy.isEmpty()
					|| (webAddress(URI.create(this.proxy)) && "http".equals(URI.create(this.proxy).getScheme()));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean webAddress(URI address) {
		return address.getHost() != null && address.getScheme() != null && address.getScheme().matches("https?")
				&& address.getUserInfo() == null && address.getQuery() == null;
	}

	/** Without the token. */
	@Override
	public String toString() {
		return "HubProperties[endpoint=" + this.endpoint + ", offline=" + this.offline + "]";
	}

}
