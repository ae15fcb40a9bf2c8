package io.mtdnn.jobs;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which process this is.
 *
 * @param name in job histories
 * @param host the machine: a process on the same machine can see by the run's lock whether another one lives
 */
record NodeName(String name, String host) {

	static NodeName of(String configured) {
		String host = localHost();
		return new NodeName(configured.isBlank() ? host + "-" + ProcessHandle.current().pid() : configured, host);
	}

	private static String localHost() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "localhost";
		}
	}

}
