package io.mtdnn.node;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The identity of this process. Name and host are informative; only the machine affects
 * behaviour.
 *
 * @param name name of the node in job histories
 * @param host name of the machine
 * @param machine identity of the machine; processes on the same machine can tell from a
 * run's lock whether its worker is alive
 */
public record NodeName(String name, String host, Machine machine) {

	static NodeName of(String configured, Machine machine) {
		String host = localHost(machine);
		return new NodeName(configured.isBlank() ? host + "-" + ProcessHandle.current().pid() : configured, host,
				machine);
	}

	/** The host's name, or a unique name if it does not resolve. */
	private static String localHost(Machine machine) {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "machine-" + machine.brief();
		}
	}

}
