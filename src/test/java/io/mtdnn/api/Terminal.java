package io.mtdnn.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A shell that stays open, so that each command sees the exports and processes of the
 * previous ones.
 */
final class Terminal implements AutoCloseable {

	private static final String END = "== typed: ";

	private final Process shell;

	private final Writer input;

	private final BufferedReader output;

	Terminal(Path folder, Map<String, String> environment) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("bash").directory(folder.toFile()).redirectErrorStream(true);
		builder.environment().putAll(environment);
		this.shell = builder.start();
		this.input = this.shell.outputWriter(StandardCharsets.UTF_8);
		this.output = this.shell.inputReader(StandardCharsets.UTF_8);
	}

	/** Waits until the command has ended. */
	Typed type(String command) throws IOException {
		this.input.write(command + "\nprintf '\\n" + END + "%s\\n' $?\n");
		this.input.flush();
		StringBuilder text = new StringBuilder();
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			if (line.startsWith(END)) {
				return new Typed(Integer.parseInt(line.substring(END.length())), text.toString().strip());
			}
			text.append(line).append('\n');
		}
		throw new IOException("the shell ended at '" + command + "': " + text);
	}

	@Override
	public void close() throws IOException {
		this.input.close();
		this.shell.destroy();
	}

	/** The result of a command. */
	record Typed(int exit, String output) {

	}

}
