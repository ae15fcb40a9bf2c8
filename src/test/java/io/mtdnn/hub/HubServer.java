package io.mtdnn.hub;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mtdnn.files.Digests;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A hub on this machine with the layout of Hugging Face's: commits, trees with sizes and
 * hashes, and contents, those of weights behind a redirect. It can be made to fail and to
 * contradict itself.
 */
public final class HubServer implements AutoCloseable {

	/** The commit of every repository. */
	public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<String, Map<String, byte[]>> repositories = new ConcurrentHashMap<>();

	private final Map<String, Faults> faults = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final Map<String, String> tokens = new ConcurrentHashMap<>();

	private volatile int pageSize = 1000;

	public HubServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	public int port() {
		return this.server.getAddress().getPort();
	}

	/** Adds a file. */
	public HubServer put(String repository, String path, byte[] content) {
		this.repositories.computeIfAbsent(repository, (name) -> new ConcurrentHashMap<>()).put(path, content);
		return this;
	}

	/** Adds the files of a directory. */
	public HubServer put(String repository, Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				put(repository, file.getFileName().toString(), Files.readAllBytes(file));
			}
		}
		return this;
	}

	/** Adds the configuration of a directory with some fields replaced. */
	public HubServer put(String repository, Path directory, Map<String, Object> changes) throws IOException {
		JsonMapper json = JsonMapper.shared();
		ObjectNode config = (ObjectNode) json.readTree(Files.readAllBytes(directory.resolve("config.json")));
		changes.forEach((field, value) -> config.set(field, json.valueToTree(value)));
		return put(repository, "config.json", json.writeValueAsBytes(config));
	}

	/** Protects a repository, so that only this token opens it. */
	public void protect(String repository, String token) {
		this.tokens.put(repository, token);
	}

	public void pageSize(int size) {
		this.pageSize = size;
	}

	/**
	 * The faults of a file, of the commit under the name {@code commit}, or of the
	 * addresses of further pages under the name {@code link}.
	 */
	public Faults faults(String path) {
		return this.faults.computeIfAbsent(path, (name) -> new Faults());
	}

	/** Removes all faults. */
	public void mend() {
		this.faults.clear();
	}

	/** The requests so far: path, range and authorization. */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String range = exchange.getRequestHeaders().getFirst("Range");
		String authorization = exchange.getRequestHeaders().getFirst("Authorization");
		this.requests.add(path + ((range != null) ? " " + range : "")
				+ ((authorization != null) ? " with " + authorization : ""));
		try (exchange) {
			String[] parts = path.split("/");
			if (path.startsWith("/cdn/")) {
				content(exchange, path.substring("/cdn/".length(), path.lastIndexOf('/')), parts[parts.length - 1]);
			}
			else if (path.startsWith("/api/models/")) {
				list(exchange, parts[3] + "/" + parts[4], parts[5], path);
			}
			else {
				resolve(exchange, parts[1] + "/" + parts[2], parts[parts.length - 1]);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void list(HttpExchange exchange, String repository, String kind, String path) throws IOException {
		Map<String, byte[]> files = this.repositories.get(repository);
		String token = this.tokens.get(repository);
		if (files == null) {
			refuse(exchange, 401, "RepoNotFound");
		}
		else if (token != null && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			refuse(exchange, 401, "GatedRepo");
		}
		else if (kind.equals("revision")) {
			String revision = path.substring(path.indexOf("/revision/") + "/revision/".length());
			if (List.of("main", COMMIT, "refs/pr/1").contains(revision)) {
				json(exchange, Map.of("id", repository, "sha", faults("commit").other(COMMIT)));
			}
			else {
				refuse(exchange, 404, "RevisionNotFound");
			}
		}
		else {
			tree(exchange, path, new TreeMap<>(files));
		}
	}

	private void tree(HttpExchange exchange, String path, Map<String, byte[]> files) throws IOException {
		String query = String.valueOf(exchange.getRequestURI().getQuery());
		int from = query.startsWith("cursor=") ? Integer.parseInt(query.substring(7)) : 0;
		List<Map<String, Object>> entries = new ArrayList<>();
		entries.add(Map.of("type", "directory", "oid", "0".repeat(40), "size", 0, "path", "onnx"));
		files.forEach((name, content) -> entries.add(entry(name, content)));
		int to = Math.min(entries.size(), from + this.pageSize);
		if (to < entries.size()) {
			String next = faults("link").other(endpoint() + path + "?cursor=" + to);
			exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
		}
		json(exchange, entries.subList(from, to));
	}

	private Map<String, Object> entry(String name, byte[] content) {
		long size = faults(name).listedSize(content.length);
		Map<String, Object> entry = new LinkedHashMap<>(
				Map.of("type", "file", "path", name, "size", size, "oid", blob(content)));
		if (large(name)) {
			entry.put("lfs", Map.of("oid", Digests.sha256(content), "size", size, "pointerSize", 134));
		}
		return entry;
	}

	private void resolve(HttpExchange exchange, String repository, String name)
			throws IOException, InterruptedException {
		byte[] content = this.repositories.getOrDefault(repository, Map.of()).get(name);
		Faults faults = faults(name);
		if (content == null) {
			refuse(exchange, 404, "EntryNotFound");
			return;
		}
		exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
		if (faults.redirect != null || large(name)) {
			exchange.getResponseHeaders().set("X-Linked-Size", Long.toString(faults.listedSize(content.length)));
			exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + Digests.sha256(content) + "\"");
			exchange.getResponseHeaders()
				.set("Location", (faults.redirect != null) ? faults.redirect : "/cdn/" + repository + "/" + name);
			exchange.sendResponseHeaders(302, -1);
			return;
		}
		content(exchange, repository, name);
	}

	private void content(HttpExchange exchange, String repository, String name)
			throws IOException, InterruptedException {
		Faults faults = faults(name);
		if (faults.status != 0) {
			exchange.sendResponseHeaders(faults.status, -1);
			return;
		}
		byte[] all = (faults.content != null) ? faults.content : this.repositories.get(repository).get(name);
		String range = exchange.getRequestHeaders().getFirst("Range");
		int from = (range != null && !faults.ignoresRanges) ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
		if (from > 0 && from >= all.length) {
			exchange.sendResponseHeaders(416, -1);
			return;
		}
		if (from > 0) {
			exchange.getResponseHeaders()
				.set("Content-Range", "bytes " + from + "-" + (all.length - 1) + "/" + all.length);
		}
		int to = faults.end(from, all.length);
		exchange.sendResponseHeaders((from > 0) ? 206 : 200, faults.unannounced ? 0 : all.length - from);
		OutputStream out = exchange.getResponseBody();
		out.write(Arrays.copyOfRange(all, from, to));
		out.flush();
		faults.gate.await();
	}

	private static void json(HttpExchange exchange, Object value) throws IOException {
		byte[] json = JsonMapper.shared().writeValueAsBytes(value);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, json.length);
		exchange.getResponseBody().write(json);
	}

	private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
		exchange.getResponseHeaders().set("X-Error-Code", code);
		exchange.sendResponseHeaders(status, -1);
	}

	private static boolean large(String name) {
		return name.endsWith(".safetensors") || name.endsWith(".bin");
	}

	private static String blob(byte[] content) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-1");
			digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
			return Digests.hex(digest.digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.faults.values().forEach(Faults::open);
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
