package io.mtdnn.hub.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves host names. */
@FunctionalInterface
interface HostAddresses {

	/** The system's resolver. */
	HostAddresses SYSTEM = (host) -> List.of(InetAddress.getAllByName(host));

	/** All addresses of a host. */
	List<InetAddress> of(String host) throws UnknownHostException;

}
