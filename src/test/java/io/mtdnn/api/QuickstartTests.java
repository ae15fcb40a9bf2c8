package io.mtdnn.api;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code quickstart.sh} in a folder whose path contains a space, without a build. */
class QuickstartTests {

	/** A program in place of Java, which prints its arguments and ends. */
	private static final String JAVA = """
			#!/usr/bin/env bash
			case "$1" in
				-XshowSettings*) echo 'java.specification.version = 17' ;;
				-version) echo 17 ;;
				*) printf '%s\\n' "$@"; exit 1 ;;
			esac
			""";

	private Path folder;

	@BeforeEach
	void copy(@TempDir Path parent) throws IOException {
		this.folder = Files.createDirectories(parent.resolve("a clone"));
		Files.createDirectories(this.folder.resolve(".quickstart/app"));
		Files.copy(Path.of("quickstart.sh"), this.folder.resolve("quickstart.sh"));
	}

	@Test
	void recordedClassesAreUsedAlsoIfThePathContainsSpaces() throws Exception {
		program("mvnw", "#!/usr/bin/env bash\n");
		program("jdk/bin/java", JAVA);
		write("target/mtdnn-server-1.jar", "");
		Files.setLastModifiedTime(this.folder.resolve("target/mtdnn-server-1.jar"), FileTime.fromMillis(0));
		write(".quickstart/app/app.jar", "");
		write(".quickstart/app/app.jsa", "");
		write(".quickstart/app/java", "17\n");
		assertThat(run()).contains("The service did not start");
		assertThat(Files.readAllLines(this.folder.resolve(".quickstart/service.log")))
			.anySatisfy((argument) -> assertThat(argument).startsWith("-XX:SharedArchiveFile=/")
				.endsWith("/a clone/.quickstart/app/app.jsa"));
	}

	@Test
	void anotherProgramWithTheNumberOfAnEarlierServiceIsNotStopped() throws Exception {
		Process other = new ProcessBuilder("sleep", "600").start();
		try {
			write(".quickstart/pid", other.pid() + "\n");
			assertThat(run("--stop")).contains("The service is not running.");
			assertThat(other.isAlive()).isTrue();
		}
		finally {
			other.destroy();
		}
	}

	private String run(String... options) throws Exception {
		ProcessBuilder builder = new ProcessBuilder("bash", this.folder.resolve("quickstart.sh").toString());
		builder.command().addAll(List.of(options));
		try (ServerSocket free = new ServerSocket(0)) {
			builder.environment().put("PORT", String.valueOf(free.getLocalPort()));
		}
		builder.environment().put("JAVA_HOME", this.folder.resolve("jdk").toString());
		Process script = builder.redirectErrorStream(true).start();
		String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		script.waitFor();
		return output;
	}

	private void program(String name, String text) throws IOException {
		write(name, text);
		assertThat(this.folder.resolve(name).toFile().setExecutable(true)).isTrue();
	}

	private void write(String name, String text) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
