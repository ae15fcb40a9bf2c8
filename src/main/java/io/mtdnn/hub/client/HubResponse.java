package io.mtdnn.hub.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtdnn.hub.HubException;
import org.jspecify.annotations.Nullable;

/** A response to a GET request, with its body still to be read. */
final class HubResponse implements AutoCloseable {

	static final String COMMIT = "X-Repo-Commit";

	static final String LINKED_SIZE = "X-Linked-Size";

	static final String LINKED_HASH = "X-Linked-Etag";

	private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*rel=\"?next\"?");

	private final HttpURLConnection connection;

	private final int status;

	/** Headers of the redirect that led here. */
	private final Map<String, String> linked;

	HubResponse(HttpURLConnection connection, int status, Map<String, String> linked) {
		this.connection = connection;
		this.status = status;
		this.linked = linked;
	}

	int status() {
		return this.status;
	}

	/** A header of this response, otherwise of the redirect that led to it. */
	@Nullable String header(String name) {
		String own = this.connection.getHeaderField(name);
		return (own != null) ? own : this.linked.get(name);
	}

	/** The description of the file in this response and the redirects before it. */
	Map<String, String> linked() {
		Map<String, String> all = new LinkedHashMap<>();
		for (String name : new String[] { COMMIT, LINKED_SIZE, LINKED_HASH }) {
			String value = header(name);
			if (value != null) {
				all.put(name, value);
			}
		}
		return all;
	}

	/** The length of the body in bytes; -1 if it is not announced. */
	long length() {
		return this.connection.getContentLengthLong();
	}

	/** The address of the next page of a list; null on the last one. */
	@Nullable String next() {
		Matcher next = NEXT.matcher(String.valueOf(header("Link")));
		return next.find() ? next.group(1) : null;
	}

	URI address() {
		return URI.create(this.connection.getURL().toString());
	}

	InputStream body() throws IOException {
		return this.connection.getInputStream();
	}

	/**
	 * A whole small body.
	 * @param most maximum number of bytes
	 */
	byte[] bytes(int most) throws IOException {
		try (InputStream in = body()) {
			byte[] bytes = in.readNBytes(most + 1);
			if (bytes.length > most) {
				throw HubException
					.untrusted("The hub's response to " + address().getPath() + " has more than " + most + " bytes");
			}
			return bytes;
		}
	}

	@Override
	public void close() {
		this.connection.disconnect();
	}

}
