package io.mtdnn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;

import tools.jackson.databind.json.JsonMapper;

/** Our side of the protocol of {@code bench/peers/worker.py}. */
final class Worker {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private Worker() {
	}

	/**
	 * Answers every {@code run N} with what {@code run} returns, until {@code quit} or
	 * the end of the input.
	 */
	static void serve(IntFunction<Map<String, Object>> run) throws IOException {
		say(Map.of("ready", true, "versions", Map.of("java", Runtime.version().toString())));
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = in.readLine(); line != null && !line.startsWith("quit"); line = in.readLine()) {
			say(run.apply(Integer.parseInt(line.substring(4).trim())));
		}
		say(Map.of("peakMemoryBytes", peakMemoryBytes()));
	}

	static void say(Map<String, Object> value) {
		System.out.println("@@" + JSON.writeValueAsString(value));
		System.out.flush();
	}

	/**
	 * The highest resident memory that the kernel has seen; 0 without {@code /proc}.
	 */
	private static long peakMemoryBytes() throws IOException {
		Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) {
			return 0;
		}
		try (var lines = Files.lines(status)) {
			return lines.filter((line) -> line.startsWith("VmHWM"))
				.mapToLong((line) -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst()
				.orElse(0);
		}
	}

}
