package io.mtdnn.hub.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import io.mtdnn.hub.Hub;
import io.mtdnn.hub.HubException;
import io.mtdnn.hub.HubFile;
import io.mtdnn.hub.HubReference;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hugging Face's HTTP API, as the library huggingface_hub uses it:
 * {@code /api/models/{repository}/revision/{revision}} for the commit,
 * {@code /api/models/{repository}/tree/{commit}} for files with sizes and hashes, and
 * {@code /{repository}/resolve/{commit}/{file}} for contents.
 */
final class RemoteHub implements Hub {

	private static final int MOST_BYTES = 1 << 24;

	private static final int MOST_PAGES = 20;

	private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

	private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HubProperties properties;

	private final HubConnection connection;

	private final Pauses pauses;

	RemoteHub(HubProperties properties, HostAddresses addresses, Pauses pauses) {
		this.properties = properties;
		this.connection = new HubConnection(properties, addresses);
		this.pauses = pauses;
	}

	@Override
	public HubSnapshot snapshot(HubReference reference) {
		requireOnline();
		String models = "/api/models/" + reference.repository();
		String commit = page(reference, this.connection.address(models + "/revision/" + encoded(reference.revision())))
			.content()
			.path("sha")
			.asString("");
		if (!COMMIT.matcher(commit).matches()) {
			throw HubException.untrusted("The hub named the commit '" + Excerpt.of(commit) + "' for " + reference
					+ ", expected 40 hexadecimal digits");
		}
		return new HubSnapshot(reference, commit, tree(reference, this.connection.address(models + "/tree/" + commit)));
	}

	private List<HubFile> tree(HubReference reference, URI first) {
		List<HubFile> files = new ArrayList<>();
		URI next = first;
		for (int pages = 0; next != null; pages++) {
			if (pages == MOST_PAGES || !this.connection.own(next)) {
				throw HubException.untrusted(
						"The hub lists the files of " + reference + " on more pages than allowed, or on another host");
			}
			Page page = page(reference, next);
			page.content().forEach((entry) -> add(files, entry));
			next = (page.next() != null) ? following(reference, next, page.next()) : null;
		}
		return files;
	}

	private static URI following(HubReference reference, URI page, String next) {
		try {
			return page.resolve(next);
		}
		catch (IllegalArgumentException ex) {
			throw HubException.untrusted("The hub lists the files of " + reference
					+ " on another page, but its address '" + Excerpt.of(next) + "' is not a URL");
		}
	}

	private static void add(List<HubFile> files, JsonNode entry) {
		if (!entry.path("type").asString("").equals("file")) {
			return;
		}
		String path = entry.path("path").asString("");
		JsonNode lfs = entry.path("lfs");
		long size = lfs.isObject() ? lfs.path("size").asLong(-1) : entry.path("size").asLong(-1);
		String hash = lfs.isObject() ? lfs.path("oid").asString("").replaceFirst("^sha256:", "")
				: entry.path("oid").asString("");
		if (size < 0 || !(lfs.isObject() ? SHA256 : COMMIT).matcher(hash).matches()) {
			throw HubException.untrusted("The hub lists the file '" + Excerpt.of(path) + "' with the size " + size
					+ " and the hash '" + Excerpt.of(hash) + "'");
		}
		files.add(new HubFile(path, size, lfs.isObject() ? hash : null, lfs.isObject() ? null : hash));
	}

	private Page page(HubReference reference, URI address) {
		String what = "the request for " + reference;
		try (HubResponse response = this.connection.get(address, 0)) {
			HubErrors.check(response, reference, what);
			return new Page(JSON.readTree(response.bytes(MOST_BYTES)), response.next());
		}
		catch (JacksonException ex) {
			throw HubException.untrusted("The hub's response to " + what + " is not JSON");
		}
		catch (IOException ex) {
			throw HubException.unavailable(
					"The hub at " + this.properties.endpoint() + " cannot be reached: " + Excerpt.of(reason(ex)), ex);
		}
	}

	@Override
	public void fetch(HubSnapshot snapshot, HubFile file, Path directory, BooleanSupplier cancelled)
			throws IOException, InterruptedException {
		requireOnline();
		URI address = this.connection.address(
				"/" + snapshot.reference().repository() + "/resolve/" + snapshot.commit() + "/" + encoded(file.path()));
		new FileFetch(this.connection, this.pauses, this.properties.attempts(), snapshot, file, address, cancelled)
			.into(directory);
	}

	static String reason(IOException ex) {
		return (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
	}

	private static String encoded(String part) {
		return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private void requireOnline() {
		if (this.properties.offline()) {
			throw HubException.impossible(
					"Downloads are switched off (mtdnn.hub.offline): put the directory into the folder instead", "hub");
		}
	}

	/** A page of a list, or a whole answer. */
	private record Page(JsonNode content, @Nullable String next) {

	}

}
