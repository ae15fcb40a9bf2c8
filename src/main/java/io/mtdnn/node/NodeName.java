package io.mtdnn.node;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which process this is. Name and host are for people; only the machine decides anything.
 *
 * @param name in job histories
 * @param host name of the machine
 * @param machine a process on the same machine can see by the run's lock whether another
 * one lives
 */
public record NodeName(String name, String host, Machine machine) {

	static NodeName of(String configured, Machine machine) {
		String host = localHost(machine);
		return new NodeName(configured.isBlank() ? host + "-" + ProcessHandle.current().pid() : configured, host,
				machine);
	}

	/** The host's name; where it does not resolve, a name that no other machine has. */
	private static String localHost(Machine machine) {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "machine-" + machine.brief();
		}
	}

}
