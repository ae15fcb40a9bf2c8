package io.mtdnn.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.mtdnn.api.DocumentedCommands.Command;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks manual starts: each given setting is listed in the reference or belongs to
 * Spring Boot.
 */
final class SettingsCheck implements CommandCheck {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private static final Pattern OURS = Pattern.compile("(?m)^\\| `(mtdnn[^`]+)` \\|");

	private final Set<String> names = new HashSet<>();

	private final Set<String> variables = new HashSet<>();

	SettingsCheck() {
		OURS.matcher(DocumentedCommands.text(Path.of("docs/reference/configuration.md")))
			.results()
			.forEach((found) -> this.names.add(found.group(1)));
		try {
			for (URL file : Collections.list(getClass().getClassLoader().getResources(METADATA))) {
				try (InputStream in = file.openStream()) {
					JsonMapper.shared()
						.readTree(in)
						.path("properties")
						.forEach((property) -> this.names.add(property.path("name").asString()));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.names.forEach((name) -> {
			String variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
			this.variables.add(variable.replace('-', '_'));
			this.variables.add(variable.replace("-", ""));
		});
	}

	@Override
	public boolean takes(Command command) {
		return command.program().equals("java")
				|| command.program().isEmpty() && this.variables.contains(command.variables().get(0));
	}

	@Override
	public List<String> faults(Command command) {
		List<String> faults = new ArrayList<>();
		command.variables().stream().filter((variable) -> !this.variables.contains(variable)).forEach(faults::add);
		command.words()
			.stream()
			.filter((word) -> word.startsWith("--"))
			.map((word) -> word.substring(2).split("=")[0])
			.filter((name) -> !isKnown(name))
			.forEach(faults::add);
		return faults.stream().map((name) -> "no setting: " + name).toList();
	}

	/**
	 * Settings of a shown file that do not exist; nested ones are known by their
	 * outermost name.
	 */
	List<String> faults(DocumentedCommands.Block block) {
		return block.lines()
			.stream()
			.filter((line) -> !line.isBlank() && !line.startsWith(" ") && !line.startsWith("#"))
			.map((line) -> line.split("[:=]")[0])
			.filter((name) -> !isKnown(name))
			.map((name) -> "no setting: " + name)
			.toList();
	}

	private boolean isKnown(String name) {
		return this.names.contains(name) || this.names.stream().anyMatch((known) -> known.startsWith(name + "."));
	}

}
