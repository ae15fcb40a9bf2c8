package io.mtdnn.hub.client;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

import io.mtdnn.hub.HubException;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Decides to which addresses the hub may redirect: to itself, and to the hosts in the
 * settings if they have no private address. The JVM caches what a name resolves to, so
 * that the address that is checked is the one that is connected to.
 */
final class Redirects {

	private final URI endpoint;

	private final List<String> hosts;

	private final boolean proxied;

	private final HostAddresses addresses;

	/**
	 * @param proxied whether a proxy resolves names, so that this machine need not know
	 * them
	 */
	Redirects(URI endpoint, List<String> hosts, boolean proxied, HostAddresses addresses) {
		this.endpoint = endpoint;
		this.hosts = hosts;
		this.proxied = proxied;
		this.addresses = addresses;
	}

	/** Whether an address is the hub's own. */
	boolean own(URI address) {
		return origin(address).equals(origin(this.endpoint));
	}

	/**
	 * The target of a redirect.
	 * @throws HubException when it is not allowed
	 */
	URI follow(URI from, @Nullable String location) {
		URI target = resolve(from, location);
		if (own(target)) {
			return target;
		}
		if (this.hosts.stream().noneMatch((allowed) -> matches(allowed, target.getHost()))) {
			throw refused(target, "which mtdnn.hub.redirect-hosts does not allow");
		}
		if (isPrivate(target.getHost(), target) && !isPrivate(this.endpoint.getHost(), this.endpoint)) {
			throw refused(target, "which has a private address");
		}
		return target;
	}

	private URI resolve(URI from, @Nullable String location) {
		try {
			URI target = from.resolve(new URI((location != null) ? location : ""));
			boolean web = "https".equals(target.getScheme())
					|| ("http".equals(target.getScheme()) && !"https".equals(this.endpoint.getScheme()));
			if (web && target.getHost() != null && target.getUserInfo() == null) {
				return target;
			}
		}
		catch (java.net.URISyntaxException | IllegalArgumentException ex) {
			// reported below
		}
		throw HubException.untrusted("The hub redirected to '" + Excerpt.of(location) + "', which is not an "
				+ ("https".equals(this.endpoint.getScheme()) ? "https" : "http or https") + " URL");
	}

	private boolean isPrivate(String host, URI address) {
		try {
			return this.addresses.of(host).stream().anyMatch(PrivateAddresses::contains);
		}
		catch (UnknownHostException ex) {
			if (this.proxied) {
				return false;
			}
			throw HubException.unavailable("The host " + Excerpt.of(address.getHost()) + " is not known", ex);
		}
	}

	private static boolean matches(String allowed, String host) {
		String name = host.toLowerCase(Locale.ROOT);
		String pattern = allowed.toLowerCase(Locale.ROOT);
		return pattern.startsWith("*.") ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
	}

	private static HubException refused(URI target, String why) {
		return HubException.untrusted("The hub redirected to " + Excerpt.of(target.getHost()) + ", " + why);
	}

	private static String origin(URI address) {
		int port = (address.getPort() >= 0) ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
		return address.getScheme() + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
	}

}
