package io.mtdnn.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.mtdnn.api.DocumentedCommands.Command;

/** Checks builds: profiles, phases, properties and the names of tests. */
final class MavenCheck implements CommandCheck {

	private static final Set<String> PHASES = Set.of("clean", "generate-resources", "compile", "test-compile", "test",
			"package", "verify", "install");

	private final String pom = DocumentedCommands.text(Path.of("pom.xml"));

	private final Map<String, String> tests = tests();

	private static Map<String, String> tests() {
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
						DocumentedCommands::text, (one, other) -> one + other));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public boolean takes(Command command) {
		return command.program().equals("./mvnw") || command.program().startsWith("-D");
	}

	@Override
	public List<String> faults(Command command) {
		List<String> faults = new ArrayList<>();
		for (String word : command.words()) {
			if (word.startsWith("-P")) {
				missing(faults, word.substring(2), "no profile",
						(profile) -> this.pom.contains("<id>" + profile + "</id>"));
			}
			else if (word.startsWith("-Dtest=")) {
				missing(faults, word.substring(7), "no test", this.tests::containsKey);
			}
			else if (word.startsWith("-D")) {
				missing(faults, word.substring(2).split("=")[0], "no property", this::isProperty);
			}
			else if (word.contains(":")) {
				missing(faults, word.split(":")[0], "no plugin",
						(prefix) -> this.pom.contains("<artifactId>" + prefix + "-maven-plugin</artifactId>")
								|| this.pom.contains("<artifactId>maven-" + prefix + "-plugin</artifactId>"));
			}
			else if (!word.equals("./mvnw") && !List.of("-q", "-B").contains(word) && !PHASES.contains(word)) {
				faults.add("neither phase nor option: " + word);
			}
		}
		return faults;
	}

	private boolean isProperty(String name) {
		return this.pom.contains(name)
				|| this.tests.values().stream().anyMatch((test) -> test.contains('"' + name + '"'));
	}

	private static void missing(List<String> faults, String names, String fault, Predicate<String> exists) {
		Stream.of(names.split(",")).filter(exists.negate()).forEach((name) -> faults.add(fault + ": " + name));
	}

}
