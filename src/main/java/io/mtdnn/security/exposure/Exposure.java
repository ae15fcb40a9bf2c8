package io.mtdnn.security.exposure;

import java.net.InetAddress;

import io.mtdnn.security.SecurityProperties;
import io.mtdnn.security.SecurityProperties.Mode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Whether callers need credentials, decided once at the start.
 *
 * @param open whether everyone who can reach the port may do everything
 * @param loopback whether only this machine reaches the port, and the actuator's where it
 * has one of its own
 */
public record Exposure(boolean open, boolean loopback) {

	/**
	 * The address through which most reach the service: its own, or the actuator's where
	 * that has a port of its own and only this machine reaches the other. Null for all
	 * addresses.
	 */
	public static @Nullable InetAddress address(Environment environment) {
		InetAddress address = address(environment, "server.address");
		boolean second = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		return (second && isLoopback(address)) ? address(environment, "management.server.address") : address;
	}

	/**
	 * Decides.
	 * @param address what the server is bound to; null for all addresses
	 * @param credentialsConfigured whether an admin key or a token issuer is configured
	 * @param keysExist whether a usable key with the scope admin exists
	 * @throws ExposureException when callers would need credentials that nobody can have
	 */
	public static Exposure decide(Mode mode, @Nullable InetAddress address, boolean credentialsConfigured,
			boolean keysExist) {
		boolean loopback = isLoopback(address);
		if (mode == Mode.OPEN || (mode == Mode.AUTO && loopback && !credentialsConfigured)) {
			return new Exposure(true, loopback);
		}
		if (!credentialsConfigured && !keysExist) {
			throw new ExposureException(mode, (address != null) ? address.getHostAddress() : "all addresses");
		}
		return new Exposure(false, loopback);
	}

	private static @Nullable InetAddress address(Environment environment, String setting) {
		return Binder.get(environment).bind(setting, InetAddress.class).orElse(null);
	}

	private static boolean isLoopback(@Nullable InetAddress address) {
		return address != null && address.isLoopbackAddress();
	}

}
