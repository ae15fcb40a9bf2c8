package io.mtdnn;

import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.mtdnn.storage.CheckedFolder;
import io.mtdnn.storage.CheckedUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StartChecksTests {

	private static final Map<String, Parameter> KNOWN = known(Folders.class);

	@TempDir
	Path folder;

	@Test
	void settingsAreRecognisedInEverySpelling() {
		assertThatCode(() -> start("--mtdnn.sample.queue-capacity=1", "--mtdnn.sample.queueCapacity=1",
				"--mtdnn.sample.files.any.train=x", "--mtdnn.sample.inner.max-wait=1s", "--mtdnn.sample.names[0]=a",
				"--other=1"))
			.doesNotThrowAnyException();
	}

	@Test
	void misspeltSettingsFailStartup() {
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.sample.queue-capacty=1"))
			.withMessageContaining("mtdnn.sample.queue-capacty is not a setting")
			.withMessageEndingWith("did you mean mtdnn.sample.queue-capacity?");
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.sample.inner.max-weight=1"))
			.withMessageEndingWith("did you mean mtdnn.sample.inner.max-wait?");
	}

	@Test
	void unknownEnvironmentVariablesDoNotFailStartup() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("variables", Map.of("MTDNN_PORT_8080_TCP", "x")));
		assertThatCode(() -> new StartChecks(environment).check(KNOWN)).doesNotThrowAnyException();
	}

	@Test
	void unwritableFoldersFailStartup() throws Exception {
		Path file = Files.writeString(this.folder.resolve("file"), "");
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.runs-dir=" + file + "/runs"))
			.withMessageContaining("which cannot be written");
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.data-dir=" + file))
			.withMessageEndingWith("which is not a folder");
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.encoders-dir=" + file + "/encoders"))
			.withMessageContaining("which cannot be written");
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.encoders-dir=" + file))
			.withMessageContaining("is not a folder");
	}

	@Test
	void onlyTheFolderOfTheStoreInUseMustBeWritable() throws Exception {
		Path file = Files.writeString(this.folder.resolve("file"), "");
		String directory = "--mtdnn.artifacts.directory=" + file;
		String cache = "--mtdnn.artifacts.cache=" + file;
		assertThatIllegalArgumentException().isThrownBy(() -> start(directory))
			.withMessageStartingWith("mtdnn.artifacts.directory is " + file);
		assertThatIllegalArgumentException().isThrownBy(() -> start(cache, "--mtdnn.artifacts.store=s3"))
			.withMessageStartingWith("mtdnn.artifacts.cache is " + file);
		assertThatCode(() -> start(directory, "--mtdnn.artifacts.store=s3")).doesNotThrowAnyException();
		assertThatCode(() -> start(cache)).doesNotThrowAnyException();
	}

	@Test
	void aDeclaredUrlMustBeEmptyOrAnHttpUrl() {
		assertThatIllegalArgumentException().isThrownBy(() -> start("--mtdnn.artifacts.endpoint=minio:9000"))
			.withMessage("mtdnn.artifacts.endpoint is 'minio:9000', which is not an http or https URL");
		assertThatCode(() -> start("--mtdnn.artifacts.endpoint=http://minio:9000")).doesNotThrowAnyException();
		assertThatCode(() -> start("--mtdnn.artifacts.endpoint=")).doesNotThrowAnyException();
	}

	@Test
	void defaultsOfUnsetSettingsAreChecked() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new StartChecks(new StandardEnvironment()).check(known(UnwritableFolders.class)))
			.withMessage("mtdnn.runs-dir is pom.xml/runs, which cannot be written (%s is not a folder)"
				.formatted(Path.of("pom.xml").toAbsolutePath()));
	}

	@Test
	void anUnknownDatabaseFailsStartup() {
		assertThatIllegalArgumentException().isThrownBy(() -> start("--spring.datasource.url=jdbc:mysql://x/y"))
			.withMessageContaining("jdbc:postgresql:");
	}

	@ParameterizedTest
	@ValueSource(strings = { "issuer.example.org", "ftp://issuer.example.org", "https://", "https://a b", "" })
	void aTokenIssuerThatIsNotAnHttpUrlFailsStartup(String address) {
		for (String setting : List.of("issuer-uri", "jwk-set-uri")) {
			String name = "spring.security.oauth2.resourceserver.jwt." + setting;
			assertThatIllegalArgumentException().isThrownBy(() -> start("--" + name + "=" + address))
				.withMessage(name + " is '" + address + "', which is not an http or https URL");
			assertThatCode(() -> start("--" + name + "=https://issuer.example.org/realm")).doesNotThrowAnyException();
		}
	}

	@Test
	void onlyTheMessageIsShown() {
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

	private static Map<String, Parameter> known(Class<?> folders) {
		Map<String, Parameter> known = new TreeMap<>(SettingNames.settings("mtdnn.sample", Sample.class));
		known.putAll(SettingNames.settings("mtdnn", folders));
		return known;
	}

	record Folders(@DefaultValue("./target/runs") Path runsDir, Path dataDir, Path encodersDir, Artifacts artifacts) {

	}

	record Artifacts(@CheckedFolder(onlyIf = "mtdnn.artifacts.store=directory") Path directory,
			@CheckedFolder(onlyIf = "mtdnn.artifacts.store=s3") Path cache, @DefaultValue("directory") String store,
			@CheckedUrl String endpoint) {

	}

	record UnwritableFolders(@DefaultValue("pom.xml/runs") Path runsDir) {

	}

	record Sample(int queueCapacity, Map<String, Object> files, List<String> names, Inner inner) {

	}

	record Inner(String maxWait) {

	}

}
