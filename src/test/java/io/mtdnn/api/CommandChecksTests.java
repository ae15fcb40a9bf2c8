package io.mtdnn.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.api.DocumentedCommands.Block;
import io.mtdnn.api.DocumentedCommands.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Every command in the documentation is run by {@link DocumentedCommandsTests}, or the
 * names in it are checked here, or it is on the list of commands that no test can run.
 */
class CommandChecksTests {

	/** Beginnings of commands, and why they are neither typed nor checked. */
	private static final Map<String, String> NOT_RUN = Map.of(
			"grype sbom:target/classes/META-INF/sbom/application.cdx.json ",
			"a scanner of the reader's choice, which needs a database of holes", "unzip model.zip",
			"the name is the reader's; ModelExportIntegrationTests opens such a file",
			"python3 -m venv .venv && .venv/bin/pip install -r bench/requirements.txt",
			"installs PyTorch; bench/compare.sh does the same");

	private final SettingsCheck settings = new SettingsCheck();

	private final List<CommandCheck> checks = List.of(new MavenCheck(), new ScriptCheck(), new ComposeCheck(),
			this.settings);

	@Test
	void everyCommandIsRunOrCheckedOrListedAsUntestable() {
		List<Command> commands = DocumentedCommands.documents()
			.stream()
			.flatMap((document) -> DocumentedCommands.commands(document).stream())
			.toList();
		assertThat(commands).hasSizeGreaterThan(50);
		assertThat(commands).allSatisfy((command) -> assertThat(faults(command)).as("%s", command).isEmpty());
	}

	private List<String> faults(Command command) {
		List<CommandCheck> takers = this.checks.stream().filter((check) -> check.takes(command)).toList();
		if (takers.isEmpty() && !Reader.types(command)
				&& NOT_RUN.keySet().stream().noneMatch(command.text()::startsWith)) {
			return List.of("neither typed nor checked");
		}
		return takers.stream().flatMap((check) -> check.faults(command).stream()).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "unheard-of --option", "./mvnw verfy", "./mvnw -Pnone package",
			"./mvnw test -Dtest=NoSuchTests", "./mvnw -Dno.such=1 test", "bench/none.sh", "bench/chaos.sh --ony kill",
			"bench/chaos.sh --only kil", "NONE=x ./quickstart.sh", "docker compose up nobody",
			"docker compose --profile none up", "NONE=1 docker compose up", "docker run x", "--build-arg NONE=1",
			"java -jar mtdnn-server.jar --mtdnn.role=worker", "java -jar x.jar --server.adress=::1" })
	void unknownSettingsFilesAndCallsAreReported(String text) {
		assertThat(faults(new Command(Path.of("x.md"), 1, true, text))).isNotEmpty();
	}

	@Test
	void everySettingInADocumentedFileExists() {
		assertThat(blocks(ShownBlock.SETTINGS)).isNotEmpty()
			.allSatisfy((block) -> assertThat(this.settings.faults(block)).as("%s", block).isEmpty());
	}

	/** What it imports need not be installed. */
	@Test
	void everyPythonProgramCompiles() throws Exception {
		List<Block> programs = blocks(ShownBlock.PYTHON);
		assertThat(programs).isNotEmpty();
		for (Block program : programs) {
			Process python = python("import sys; compile(sys.stdin.read(), 'documented', 'exec')");
			python.getOutputStream().write(program.text().getBytes(StandardCharsets.UTF_8));
			python.getOutputStream().close();
			String fault = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(python.waitFor()).as("%s: %s", program, fault).isZero();
		}
	}

	private static Process python(String program) {
		try {
			return new ProcessBuilder("python3", "-c", program).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			assumeTrue(false, "Python is not installed");
			throw new IllegalStateException(ex);
		}
	}

	private static List<Block> blocks(ShownBlock kind) {
		return DocumentedCommands.documents()
			.stream()
			.flatMap((document) -> DocumentedCommands.blocks(document).stream())
			.filter((block) -> ShownBlock.of(block).equals(Optional.of(kind)))
			.toList();
	}

}
