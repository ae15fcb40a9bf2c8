package io.mtdnn.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtdnn.api.DocumentedCommands.Command;

/**
 * Checks scripts of the project: they exist, are executable, and support the given
 * options, modes and variables.
 */
final class ScriptCheck implements CommandCheck {

	private static final Pattern PART = Pattern.compile("(?:bench|docker)/\\w+\\.(?:py|java|sh)");

	@Override
	public boolean takes(Command command) {
		return command.program().matches("(?:[\\w./-]+\\.(?:sh|py)|\\.ci/run)");
	}

	@Override
	public List<String> faults(Command command) {
		Optional<Path> script = script(command);
		if (script.isEmpty()) {
			return List.of("no script: " + command.program());
		}
		List<String> faults = new ArrayList<>();
		if (command.program().contains("/") && !Files.isExecutable(script.get())) {
			faults.add("not executable: " + command.program());
		}
		String text = all(script.get());
		Stream.concat(command.variables().stream(), command.words().stream().skip(1).flatMap(ScriptCheck::given))
			.filter((word) -> !Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])").matcher(text).find())
			.forEach((word) -> faults.add("unknown to " + script.get() + ": " + word));
		return faults;
	}

	/** Finds a script by its path, or by its name in a document about its folder. */
	private static Optional<Path> script(Command command) {
		return Stream.of("", "bench/parity")
			.map((folder) -> Path.of(folder, command.program()))
			.filter(Files::isRegularFile)
			.findFirst();
	}

	/** The script with the programs that it calls. */
	private static String all(Path script) {
		String text = DocumentedCommands.text(script);
		return PART.matcher(text)
			.results()
			.map((found) -> Path.of(found.group()))
			.filter((part) -> Files.exists(part) && !part.equals(script))
			.distinct()
			.map(DocumentedCommands::text)
			.collect(Collectors.joining("\n", text + "\n", ""));
	}

	/**
	 * Options, names before values, and words; numbers, file names and words in capitals
	 * are chosen by the reader.
	 */
	private static Stream<String> given(String argument) {
		String name = argument.split("=")[0];
		return name.startsWith("-") || argument.contains("=") ? Stream.of(name)
				: Stream.of(argument.split(",")).filter((word) -> word.matches("[a-z]+"));
	}

}
