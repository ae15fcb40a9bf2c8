package io.mtdnn.hub.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Set;

import io.mtdnn.hub.HubException;
import org.jspecify.annotations.Nullable;

/**
 * Sends GET requests to the hub and follows its redirects, if they are allowed.
 */
final class HubConnection {

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	private static final int MOST_REDIRECTS = 5;

	private static final int PROXY_PORT = 3128;

	private final HubProperties properties;

	private final Redirects redirects;

	HubConnection(HubProperties properties, HostAddresses addresses) {
		this.properties = properties;
		this.redirects = new Redirects(properties.endpoint(), properties.redirectHosts(), !properties.proxy().isEmpty(),
				addresses);
	}

	/** The address of a path below the endpoint. */
	URI address(String path) {
		String base = this.properties.endpoint().toString();
		return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
	}

	/** Whether an address belongs to the hub itself. */
	boolean own(URI address) {
		return this.redirects.own(address);
	}

	/**
	 * Sends a request.
	 * @param from first byte to send; 0 for all
	 * @throws IOException when there is no response
	 */
	HubResponse get(URI address, long from) throws IOException {
		URI current = address;
		Map<String, String> linked = Map.of();
		for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
			HttpURLConnection connection = open(current, from);
			HubResponse response = new HubResponse(connection, connection.getResponseCode(), linked);
			if (!REDIRECTS.contains(response.status())) {
				return response;
			}
			linked = response.linked();
			String location = response.header("Location");
			response.close();
			current = this.redirects.follow(current, location);
		}
		throw HubException.untrusted("The hub redirected more than " + MOST_REDIRECTS + " times");
	}

	private HttpURLConnection open(URI address, long from) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(proxy());
		connection.setInstanceFollowRedirects(false);
		connection.setConnectTimeout((int) this.properties.connectTimeout().toMillis());
		connection.setReadTimeout((int) this.properties.readTimeout().toMillis());
		connection.setRequestProperty("User-Agent", "mtdnn-server");
		connection.setRequestProperty("Accept-Encoding", "identity");
		if (from > 0) {
			connection.setRequestProperty("Range", "bytes=" + from + "-");
		}
		if (!this.properties.token().isEmpty() && own(address)) {
			connection.setRequestProperty("Authorization", "Bearer " + this.properties.token());
		}
		return connection;
	}

	private Proxy proxy() {
		@Nullable URI proxy = this.properties.proxy().isEmpty() ? null : URI.create(this.properties.proxy());
		return (proxy == null) ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP,
				new InetSocketAddress(proxy.getHost(), (proxy.getPort() > 0) ? proxy.getPort() : PROXY_PORT));
	}

}
