package io.mtdnn.hub.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

import io.mtdnn.hub.HubException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RedirectsTests {

	private static final URI FROM = URI.create("https://hub.example/a/b/resolve/c/model.safetensors");

	private static final Map<String, String> NAMES = Map.of("hub.example", "93.184.216.34", "cdn.hf.co", "8.8.8.8",
			"inside.hf.co", "10.0.0.8", "mapped.hf.co", "::ffff:192.168.0.1", "mirror.local", "192.168.1.4");

	@ParameterizedTest
	@ValueSource(strings = { "/elsewhere", "https://hub.example/elsewhere", "https://cdn.hf.co/x?sig=a%2Fb",
			"https://CDN.HF.CO/x" })
	void trustedRedirectsAreFollowed(String location) {
		assertThat(redirects("https://hub.example").follow(FROM, location)).isEqualTo(FROM.resolve(location));
	}

	@ParameterizedTest
	@CsvSource({ "http://cdn.hf.co/x, not an https URL", "http://hub.example/x, not an https URL",
			"https://hf.co/x, does not allow", "https://cdn.hf.co.evil.example/x, does not allow",
			"https://user@cdn.hf.co/x, not an https URL", "https://inside.hf.co/x, has a private address",
			"https://mapped.hf.co/x, has a private address", "https://hub.example:8443/x, does not allow",
			"https://127.0.0.1/x, does not allow", "ftp://cdn.hf.co/x, not an https URL", ", not an https URL",
			"'https://a b/', not an https URL", "https://unknown.hf.co/x, is not known" })
	void untrustedRedirectsAreRejected(String location, String why) {
		assertThatExceptionOfType(HubException.class)
			.isThrownBy(
					() -> redirects("https://hub.example").follow(FROM, (location != null) ? location : "mailto:a@b"))
			.withMessageContaining(why);
	}

	@Test
	void aHubInAPrivateNetworkMayRedirectWithinIt() {
		URI from = URI.create("https://mirror.local/a");
		assertThat(redirects("https://mirror.local").follow(from, "https://inside.hf.co/x")).hasHost("inside.hf.co");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
			"172.31.255.255", "192.0.0.8", "192.168.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1",
			"fe80::1", "fc00::1", "fd12::1", "ff02::1", "2002:7f00:1::", "64:ff9b::a00:1" })
	void privateAddressesAreRecognised(String address) throws UnknownHostException {
		assertThat(PrivateAddresses.contains(InetAddress.getByName(address))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "8.8.8.8", "100.128.0.1", "172.32.0.1", "192.1.0.1", "198.20.0.1", "2606:4700::1111",
			"2002:808:808::", "64:ff9b::808:808" })
	void publicAddressesAreNotPrivate(String address) throws UnknownHostException {
		assertThat(PrivateAddresses.contains(InetAddress.getByName(address))).isFalse();
	}

	private static Redirects redirects(String endpoint) {
		return new Redirects(URI.create(endpoint), List.of("*.hf.co"), false, (host) -> {
			String address = NAMES.get(host.toLowerCase(java.util.Locale.ROOT));
			if (address == null) {
				throw new UnknownHostException(host);
			}
			return List.of(InetAddress.getByName(address));
		});
	}

}
