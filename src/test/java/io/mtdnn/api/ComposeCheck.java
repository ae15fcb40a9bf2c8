package io.mtdnn.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.api.DocumentedCommands.Command;
import org.yaml.snakeyaml.Yaml;

/**
 * Checks commands that need a container engine: profiles, services, variables and the
 * arguments of the image.
 */
final class ComposeCheck implements CommandCheck {

	private static final Set<String> KNOWN = Set.of("docker", "compose", "up", "down", "build", "--build", "-d");

	private final String text = DocumentedCommands.text(Path.of("docker-compose.yml"));

	private final String image = DocumentedCommands.text(Path.of("Dockerfile"));

	private final Map<String, Map<String, Object>> services;

	@SuppressWarnings("unchecked")
	ComposeCheck() {
		Map<String, Object> file = new Yaml().load(this.text);
		this.services = (Map<String, Map<String, Object>>) file.get("services");
	}

	@Override
	public boolean takes(Command command) {
		return command.program().equals("--build-arg")
				|| String.join(" ", command.words()).startsWith("docker compose ");
	}

	@Override
	public List<String> faults(Command command) {
		if (command.program().equals("--build-arg")) {
			String name = command.words().get(1).split("=")[0];
			return this.image.contains("ARG " + name + "=") ? List.of() : List.of("no argument of the image: " + name);
		}
		List<String> faults = new ArrayList<>();
		command.variables()
			.stream()
			.filter((name) -> !this.text.contains("${" + name))
			.forEach((name) -> faults.add("no variable: " + name));
		String before = "";
		for (String word : command.words()) {
			if (before.equals("--profile") ? !hasProfile(word)
					: !KNOWN.contains(word) && !word.equals("--profile") && !this.services.containsKey(word)) {
				faults.add("no profile, service or option: " + word);
			}
			before = word;
		}
		return faults;
	}

	private boolean hasProfile(String name) {
		return this.services.values()
			.stream()
			.anyMatch(
					(service) -> service.get("profiles") instanceof Collection<?> profiles && profiles.contains(name));
	}

}
