package io.mtdnn.security;

import java.net.InetAddress;

import io.mtdnn.security.SecurityProperties.Mode;

/**
 * Whether callers need credentials, decided once at the start.
 *
 * @param open whether anybody who reaches the port may do everything
 * @param loopback whether only this machine reaches the port
 */
record Exposure(boolean open, boolean loopback) {

	/**
	 * Decides.
	 * @param address what the server is bound to; null for all addresses
	 * @param credentialsConfigured whether an admin key or a token issuer is configured
	 * @param keysExist whether a usable key with the scope admin exists
	 * @throws ExposureException when callers would need credentials that nobody can have
	 */
	static Exposure decide(Mode mode, InetAddress address, boolean credentialsConfigured, boolean keysExist) {
		boolean loopback = address != null && address.isLoopbackAddress();
		if (mode == Mode.OPEN || (mode == Mode.AUTO && loopback && !credentialsConfigured)) {
			return new Exposure(true, loopback);
		}
		if (!credentialsConfigured && !keysExist) {
			throw new ExposureException(mode, (address != null) ? address.getHostAddress() : "all addresses");
		}
		return new Exposure(false, loopback);
	}

}
