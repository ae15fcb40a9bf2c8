package io.mtdnn;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.mtdnn.SettingsReference.Setting;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation lists every setting with its default.
 * {@code -Dmtdnn.update-docs=true} regenerates it.
 */
class SettingsReferenceTests {

	private static final Path PAGE = Path.of("docs/reference/configuration.md");

	private static final Path EXAMPLE = Path.of("application.yml");

	private final List<Setting> settings = SettingsReference.read();

	private final List<Setting> springs = SettingsReference.ofSpringBoot();

	@Test
	void everySettingIsDescribed() {
		assertThat(this.settings).hasSizeGreaterThan(20)
			.allSatisfy((setting) -> assertThat(setting.description()).as(setting.name()).isNotBlank());
	}

	@Test
	void pageAndExampleListEverySettingWithItsDefault() throws Exception {
		same(PAGE, page());
		same(EXAMPLE, example());
	}

	/**
	 * Every line of the example is usable: without its # it either states the default or
	 * sets the named setting.
	 */
	@Test
	void uncommentedLinesOfTheExampleTakeEffect() throws Exception {
		String uncommented = Pattern.compile("(?m)^#(\\S.*)$")
			.matcher(Files.readString(EXAMPLE))
			.results()
			.map((line) -> line.group(1))
			.collect(Collectors.joining("\n"));
		PropertySource<?> source = new YamlPropertySourceLoader()
			.load("example", new ByteArrayResource(uncommented.getBytes()))
			.get(0);
		Binder example = new Binder(ConfigurationPropertySources.from(source));
		Binder nothing = new Binder();
		assertThat(SettingsReference.records()).hasSizeGreaterThan(8).allSatisfy((type) -> {
			String prefix = SettingsReference.prefix(type);
			assertThat(shown(example.bindOrCreate(prefix, type))).as(prefix)
				.isEqualTo(shown(nothing.bindOrCreate(prefix, type)).replace("files={}",
						"files={squad-v2=FileNames[train=train-v2.0.json, evaluation=dev-v2.0.json]}"));
		});
		assertThat(this.springs)
			.allSatisfy((setting) -> assertThat(source.containsProperty(setting.name())).as(setting.name()).isTrue());
	}

	/** An empty text is as good as none. */
	private static String shown(Object settings) {
		return settings.toString().replace("=null", "=");
	}

	@Test
	void listedSettingsOfSpringBootExist() throws Exception {
		StringBuilder metadata = new StringBuilder();
		for (URL part : Collections
			.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			metadata.append(new String(part.openStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		assertThat(this.springs).allSatisfy((setting) -> assertThat(metadata).contains("\"" + setting.name() + "\""));
	}

	private static void same(Path file, String expected) throws Exception {
		if (Boolean.getBoolean("mtdnn.update-docs")) {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.writeString(file, expected);
		}
		assertThat(file)
			.as("%s: ./mvnw test -Dtest=SettingsReferenceTests -Dmtdnn.update-docs=true writes it anew", file)
			.content()
			.isEqualTo(expected);
	}

	private String page() {
		StringBuilder page = new StringBuilder(
				"""
						# Configuration

						A file `application.yml` in the folder that the service is started in, environment variables
						(`MTDNN_DATA_DIR`) or arguments (`--mtdnn.data-dir=...`) set these. With an invalid value, startup fails with one
						sentence that names the setting.

						This page is written from the code by `SettingsReferenceTests`.

						| setting | default | meaning |
						|---|---|---|
						""");
		this.settings.forEach((setting) -> page.append(row(setting)));
		page.append(
				"""

						## Of Spring Boot

						Everything of Spring Boot can be set as well. These matter here; the defaults are the service's own, and where
						there is none, `application.yml` in the project's folder has an example.

						| setting | default | meaning |
						|---|---|---|
						""");
		this.springs.forEach((setting) -> page.append(row(setting)));
		return page.toString();
	}

	private static String row(Setting setting) {
		return "| `%s` | %s | %s |\n".formatted(setting.name(),
				setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`",
				setting.description().replace("|", "\\|"));
	}

	private String example() {
		StringBuilder example = new StringBuilder("""
				# Every setting of the service with its default, commented out. The service reads this file when it is
				# started in this folder. Written from the code by SettingsReferenceTests.
				""");
		this.settings.forEach((setting) -> example.append(lines(setting)));
		example.append("""

				# Of Spring Boot, which has many more: the service's own default, or an example where there is none.
				""");
		this.springs.forEach((setting) -> example.append(lines(setting)));
		return example.toString();
	}

	private static String lines(Setting setting) {
		return setting.example().isEmpty() ? "" : "\n# %s\n#%s\n".formatted(setting.description(), setting.example());
	}

}
