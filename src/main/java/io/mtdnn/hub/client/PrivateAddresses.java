package io.mtdnn.hub.client;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Addresses that are not on the public internet: those of this machine, of private
 * networks (RFC 1918, 4193, 6598), of links (RFC 3927, 4291), and reserved ones (RFC
 * 5735).
 */
final class PrivateAddresses {

	private static final int IPV4_BYTES = 4;

	private PrivateAddresses() {
	}

	static boolean contains(InetAddress address) {
		return address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
				|| address.isSiteLocalAddress() || address.isMulticastAddress()
				|| ((address instanceof Inet6Address) ? ipv6(address.getAddress()) : ipv4(address.getAddress(), 0));
	}

	private static boolean ipv4(byte[] bytes, int at) {
		int first = bytes[at] & 0xff;
		int second = bytes[at + 1] & 0xff;
		return first == 0 || first == 10 || first == 127 || first >= 224 || (first == 100 && (second & 0xc0) == 64)
				|| (first == 169 && second == 254) || (first == 172 && (second & 0xf0) == 16)
				|| (first == 192 && (second == 168 || (second == 0 && bytes[at + 2] == 0)))
				|| (first == 198 && (second & 0xfe) == 18);
	}

	/** Unique local addresses, and IPv4 addresses within IPv6 (6to4, NAT64). */
	private static boolean ipv6(byte[] bytes) {
		boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
		boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
		boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
		return uniqueLocal || (sixToFour && ipv4(bytes, 2)) || (nat64 && ipv4(bytes, bytes.length - IPV4_BYTES));
	}

}
