package io.mtdnn.security.exposure;

import java.net.InetAddress;

import io.mtdnn.security.SecurityProperties;
import io.mtdnn.security.SecurityProperties.Mode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The decision whether callers need credentials, made once at startup.
 *
 * @param open whether every client that can reach the port may do everything
 * @param loopback whether only this machine can reach the port, and the actuator's port
 * if it is separate
 */
public record Exposure(boolean open, boolean loopback) {

	/**
	 * The most exposed address of the service: its own, or the actuator's if that has a
	 * separate port and only this machine can reach the other. Null for all addresses.
	 */
	public static @Nullable InetAddress address(Environment environment) {
		InetAddress address = address(environment, "server.address");
		boolean second = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		return (second && isLoopback(address)) ? address(environment, "management.server.address") : address;
	}

	/**
	 * Makes the decision.
	 * @param address address that the server is bound to; null for all addresses
	 * @param credentialsConfigured whether an admin key or a token issuer is configured
	 * @param keysExist whether a usable key with the scope admin exists
	 * @throws ExposureException when callers would need credentials but none can exist
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
