package io.mtdnn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StartChecksTests {

	private static final Set<String> KNOWN = Stream
		.concat(StartChecks.settings("mtdnn.sample", Sample.class).keySet().stream(), Stream.of("mtdnn.runs-dir", "mtdnn.data-dir"))
		.collect(Collectors.toSet());

	@TempDir
	Path folder;

	@Test
	void settingsAreFoundHoweverTheyAreSpelt() {
		assertThatCode(() -> start("--mtdnn.sample.queue-capacity=1", "--mtdnn.sample.queueCapacity=1",
				"--mtdnn.sample.files.any.train=x", "--mtdnn.sample.inner.max-wait=1s", "--mtdnn.sample.names[0]=a",
				"--other=1")).doesNotThrowAnyException();
	}

	@Test
	void misspeltOnesStopTheStart() {
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.sample.queue-capacty=1"))
			.withMessageContaining("mtdnn.sample.queue-capacty is no setting")
			.withMessageEndingWith("did you mean mtdnn.sample.queue-capacity?");
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.sample.inner.max-weight=1"))
			.withMessageEndingWith("did you mean mtdnn.sample.inner.max-wait?");
	}

	@Test
	void unknownVariablesDoNot() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("variables", Map.of("MTDNN_PORT_8080_TCP", "x")));
		assertThatCode(() -> new StartChecks(environment).check(KNOWN)).doesNotThrowAnyException();
	}

	@Test
	void foldersThatCannotBeWrittenStopTheStart() throws Exception {
		Path file = Files.writeString(this.folder.resolve("file"), "");
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.runs-dir=" + file + "/runs"))
			.withMessageContaining("which cannot be written");
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.data-dir=" + file))
			.withMessageEndingWith("which is no folder");
	}

	@Test
	void aDatabaseThatNobodyKnowsStopsTheStart() {
		assertThatIllegalArgumentException().isThrownBy(() -> start("--spring.datasource.url=jdbc:mysql://x/y"))
			.withMessageContaining("jdbc:postgresql:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "issuer.example.org", "ftp://issuer.example.org", "https://", "https://a b", "" })
	void aTokenIssuerWithoutAWebAddressStopsTheStart(String address) {
		for (String setting : List.of("issuer-uri", "jwk-set-uri")) {
			String name = "spring.security.oauth2.resourceserver.jwt." + setting;
			assertThatIllegalArgumentException().isThrownBy(() -> start("--" + name + "=" + address))
				.withMessage(name + " is '" + address + "', which is no http or https address");
			assertThatCode(() -> start("--" + name + "=https://issuer.example.org/realm")).doesNotThrowAnyException();
		}
	}

	@Test
	void theMessageIsAllThatIsShown() {
		FailureAnalysis analysis = new SettingFailureAnalyzer()
			.analyze(new IllegalStateException("outer", new IllegalArgumentException("mtdnn.devices names 'gpu7'")));
		assertThat(analysis.getDescription()).isEqualTo("mtdnn.devices names 'gpu7'.");
		assertThat(new SettingFailureAnalyzer().analyze(new IllegalArgumentException("something else"))).isNull();
	}

	private void start(String... arguments) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		new StartChecks(environment).check(KNOWN);
	}

	record Sample(int queueCapacity, Map<String, Object> files, List<String> names, Inner inner) {

	}

	record Inner(String maxWait) {

	}

}
