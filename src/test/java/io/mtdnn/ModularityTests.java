package io.mtdnn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every module uses only the modules that its {@code package-info} allows, there are no
 * cycles, and the documentation shows the modules. {@code -Dmtdnn.update-docs=true}
 * regenerates it.
 */
class ModularityTests {

	private static final Path PAGE = Path.of("docs", "modules.md");

	private static final ApplicationModules MODULES = ApplicationModules.of(MtDnnServer.class);

	@Test
	void modulesUseOnlyTheModulesThatTheyMayUse() {
		MODULES.verify();
	}

	@Test
	void theDiagramMatchesTheModules() throws IOException {
		Map<String, TreeSet<String>> uses = new TreeMap<>();
		MODULES.stream().forEach((module) -> uses.put(name(module), allowed(module)));
		same(PAGE, page(uses));
	}

	private static void same(Path file, String expected) throws IOException {
		if (Boolean.getBoolean("mtdnn.update-docs")) {
			Files.writeString(file, expected);
		}
		assertThat(file).as("%s: ./mvnw test -Dtest=ModularityTests -Dmtdnn.update-docs=true draws it anew", file)
			.content()
			.isEqualTo(expected);
	}

	private static String page(Map<String, TreeSet<String>> uses) {
		StringBuilder text = new StringBuilder(
				"""
						# Modules

						Each package under `io.mtdnn` is a module; an arrow points to what it may use, directly or by way of others.
						`ModularityTests` checks the code against it and writes this page.

						""")
			.append(diagram(uses))
			.append("\n| module | may use |\n|---|---|\n");
		uses.forEach((module, used) -> text
			.append("| %s | %s |\n".formatted(module, used.isEmpty() ? "-" : String.join(", ", used))));
		return text.toString();
	}

	/**
	 * The diagram in Mermaid, which GitHub and GitLab render; arrows implied by longer
	 * paths are omitted.
	 */
	private static String diagram(Map<String, TreeSet<String>> uses) {
		StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");
		uses.keySet().forEach((module) -> text.append("    ").append(module).append('\n'));
		uses.forEach((module, used) -> used.stream()
			.filter((target) -> used.stream().noneMatch((other) -> reaches(uses, other, target)))
			.forEach((target) -> text.append("    %s --> %s%n".formatted(module, target).replace("\r\n", "\n"))));
		return text.append("```\n").toString();
	}

	/** Whether {@code from} uses {@code to}, at least by way of others. */
	private static boolean reaches(Map<String, TreeSet<String>> uses, String from, String to) {
		return uses.get(from).stream().anyMatch((next) -> next.equals(to) || reaches(uses, next, to));
	}

	private static String name(org.springframework.modulith.core.ApplicationModule module) {
		return module.getIdentifier().toString();
	}

	private static TreeSet<String> allowed(org.springframework.modulith.core.ApplicationModule module) {
		try {
			Class<?> info = Class.forName(module.getBasePackage().getName() + ".package-info");
			TreeSet<String> allowed = new TreeSet<>();
			for (String dependency : info.getAnnotation(ApplicationModule.class).allowedDependencies()) {
				allowed.add(dependency.replaceAll("\\s*::.*", ""));
			}
			return allowed;
		}
		catch (ClassNotFoundException ex) {
			throw new AssertionError(module + " has no package-info with its purpose and what it may use", ex);
		}
	}

}
