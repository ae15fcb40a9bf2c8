package io.mtdnn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service in a separate process, which a test can kill. */
public final class ServiceProcess {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final String name;

	private final Path folder;

	private final List<String> options;

	private final int port;

	private Process process;

	/**
	 * A process that is not started yet.
	 * @param name the node's name
	 * @param folder its working directory, which contains its log
	 * @param options arguments of the service
	 */
	public ServiceProcess(String name, Path folder, List<String> options) {
		this.name = name;
		this.folder = folder;
		this.options = options;
		this.port = freePort();
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Build tools may start tests with a class path that only lists another one. */
	private static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	public void start() {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-Xmx700m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dai.djl.offline=true",
				"-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1", "-cp", classPath(),
				MtDnnServer.class.getName(), "--server.port=" + this.port, "--mtdnn.node=" + this.name));
		command.addAll(this.options);
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.folder.resolve(this.name + ".log").toFile()))
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public void awaitReady() {
		Patience.await().until(() -> {
			if (!this.process.isAlive()) {
				throw new IllegalStateException(this.name + " has ended: see its log in " + this.folder);
			}
			try {
				return send("GET", "/actuator/health/readiness", "").statusCode() == 200;
			}
			catch (UncheckedIOException ex) {
				return false;
			}
		});
	}

	/** Freezes it until it is thawed or killed. */
	public void freeze() {
		signal("-STOP");
	}

	public void thaw() {
		signal("-CONT");
	}

	private void signal(String signal) {
		try {
			new ProcessBuilder("kill", signal, Long.toString(this.process.pid())).inheritIO().start().onExit().join();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Kills it like {@code kill -9}. */
	public void kill() {
		if (this.process != null) {
			this.process.destroyForcibly().onExit().join();
		}
	}

	/** Shuts it down. */
	public void end() {
		this.process.destroy();
		this.process.onExit().join();
	}

	public JsonNode get(String path) {
		return json(send("GET", path, ""));
	}

	public JsonNode post(String path, String body) {
		return json(send("POST", path, body));
	}

	/** The status of the response to a request without a body. */
	public int status(String method, String path) {
		return send(method, path, "").statusCode();
	}

	private static JsonNode json(HttpResponse<String> response) {
		if (response.statusCode() >= 300) {
			throw new IllegalStateException(response.statusCode() + " " + response.body());
		}
		return JsonMapper.shared().readTree(response.body());
	}

	private HttpResponse<String> send(String method, String path, String body) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build();
		try {
			return CLIENT.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
