package io.mtdnn.api;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.Patience;
import io.mtdnn.api.DocumentedCommands.Command;
import io.mtdnn.api.Terminal.Typed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the documented commands in a clone, unchanged except for the port, because another
 * process may use 8080. Like a reader, it takes ids and keys from the responses, stops a
 * service before it starts another, and starts one if a call needs it.
 */
final class Reader implements AutoCloseable {

	private static final Set<String> TYPED = Set.of("curl", "mkdir", "cat", "cp", "export", "./quickstart.sh");

	/** Writes statuses to a place that no command reads. */
	private static final String CURL = """
			curl() { command curl -sS --max-time %d -w '%%{stderr}%%{http_code}\\n' "$@" 2>>statuses.txt; }"""
		.formatted(Patience.LIMIT.toSeconds());

	private static final String START = "java -jar target/mtdnn-server-*.jar";

	private static final String QUESTION = "'{\"question\": \"Who built it?\", \"context\": \"Marta built it.\"}'";

	private final Path folder;

	private final Terminal terminal;

	private final String address;

	private final List<Answer> answers = new ArrayList<>();

	private final Map<String, String> outputs = new LinkedHashMap<>();

	Reader(Path folder) throws IOException {
		this.folder = folder;
		String java = System.getProperty("java.home");
		try (ServerSocket free = new ServerSocket(0)) {
			this.address = "127.0.0.1:" + free.getLocalPort();
			this.terminal = new Terminal(folder,
					Map.of("PORT", String.valueOf(free.getLocalPort()), "JAVA_HOME", java, "PATH",
							java + "/bin:" + System.getenv("PATH"), "JAVA_TOOL_OPTIONS",
							"-Xmx1g -XX:TieredStopAtLevel=1 -Dai.djl.offline=true"));
		}
		this.terminal.type(CURL);
	}

	/**
	 * Whether the command is run; the others build, measure for hours, or need something
	 * that a test machine lacks.
	 */
	static boolean types(Command command) {
		return command.block()
				? TYPED.contains(command.program()) && command.variables().isEmpty()
						|| command.text().startsWith("java -jar target/")
						|| command.text().matches("(?s)[A-Z_]+=(?:\\.\\.\\.|\\$\\().*")
				: command.text().equals("./quickstart.sh --stop");
	}

	/**
	 * Runs a command. Returns a sentence if it does not end with 0 and responses of 2xx,
	 * otherwise null.
	 */
	String type(Command command) throws IOException {
		String text = command.text().replace("127.0.0.1:8080", this.address);
		if (text.startsWith("java -jar ")) {
			return start(command, String.join(" ", command.words()));
		}
		if (command.words().equals(List.of("./quickstart.sh"))) {
			stop();
		}
		if (text.contains("curl ") && this.terminal.type("command curl -s -o /dev/null " + this.address).exit() != 0) {
			start(command, START);
		}
		return judge(command, this.terminal.type(filled(text)));
	}

	/**
	 * Values that a reader copies from a response are known as soon as it has arrived.
	 */
	private static String filled(String text) {
		return text.replaceFirst("^([A-Z_]+)=\\.\\.\\..*", "test -n \"\\$$1\"")
			.replace("mtdnn_...", "$KEY")
			.replace("'...'", QUESTION);
	}

	private String start(Command command, String java) throws IOException {
		stop();
		this.terminal.type(java + " >service.txt 2>&1 & SERVICE=$!");
		Typed ready = this.terminal.type("command curl -sf -o /dev/null --retry " + Patience.LIMIT.toSeconds()
				+ " --retry-delay 1 --retry-connrefused " + this.address
				+ "/actuator/health/readiness || { tail -n 30 service.txt; false; }");
		return (ready.exit() == 0) ? null : "%s: not ready: %s".formatted(command, ready.output());
	}

	private void stop() throws IOException {
		this.terminal
			.type("./quickstart.sh --stop; [ -z \"$SERVICE\" ] || { kill $SERVICE; wait $SERVICE; }; SERVICE=");
	}

	private String judge(Command command, Typed typed) throws IOException {
		this.outputs.put(command.text(), typed.output());
		Path file = this.folder.resolve("statuses.txt");
		List<String> statuses = Files.exists(file) ? Files.readAllLines(file) : List.of();
		Files.deleteIfExists(file);
		if (!statuses.isEmpty()) {
			this.answers.add(new Answer(command, statuses.get(statuses.size() - 1), body(typed.output())));
			take(command, this.answers.get(this.answers.size() - 1).body());
		}
		boolean calls = command.text().contains("curl ");
		boolean fine = typed.exit() == 0 && calls != statuses.isEmpty() && statuses.stream()
			.allMatch((status) -> status.matches(command.text().contains("/jobs -") ? "202" : "20[0124]"));
		return fine ? null : "%s: exit %s, %s: %s".formatted(command, typed.exit(), statuses, typed.output());
	}

	private static JsonNode body(String output) {
		String body = output.startsWith("HTTP/") ? output.substring(output.indexOf("\n\n") + 2) : output;
		return JsonMapper.shared().readTree(body.startsWith("{") ? body : "{}");
	}

	private void take(Command command, JsonNode body) throws IOException {
		if (body.has("key")) {
			this.terminal
				.type("KEY=%s KEY_ID=%s".formatted(body.path("key").asString(), body.at("/details/id").asString()));
		}
		else if (command.text().contains("/jobs -")) {
			this.terminal.type("JOB=" + body.path("id").asString());
		}
	}

	/** The responses to all calls so far. */
	List<Answer> answers() {
		return this.answers;
	}

	/** The output of the last run of a command. */
	String output(String command) {
		return this.outputs.get(command);
	}

	@Override
	public void close() throws IOException {
		stop();
		this.terminal.close();
	}

	/** What a call was answered; JSON objects only. */
	record Answer(Command command, String status, JsonNode body) {

	}

}
