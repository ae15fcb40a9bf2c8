package io.mtdnn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.mtdnn.SettingsReference.Setting;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The documentation names every setting with its default. {@code -Dmtdnn.update-docs=true} writes it anew. */
class SettingsReferenceTests {

	private static final Path PAGE = Path.of("docs/reference/configuration.md");

	private static final Path EXAMPLE = Path.of("application.yml");

	private final List<Setting> settings = SettingsReference.read();

	@Test
	void everySettingIsDescribed() {
		assertThat(this.settings).hasSizeGreaterThan(20).allSatisfy((setting) -> assertThat(setting.description())
			.as(setting.name())
			.isNotBlank());
	}

	@Test
	void pageAndExampleNameEverySettingWithItsDefault() throws Exception {
		same(PAGE, page());
		same(EXAMPLE, example());
	}

	private static void same(Path file, String expected) throws Exception {
		if (Boolean.getBoolean("mtdnn.update-docs")) {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.writeString(file, expected);
		}
		assertThat(file).as("%s: ./mvnw test -Dtest=SettingsReferenceTests -Dmtdnn.update-docs=true writes it anew", file)
			.content()
			.isEqualTo(expected);
	}

	private String page() {
		StringBuilder page = new StringBuilder("""
				# Configuration

				A file `application.yml` in the folder that the service is started in, environment variables
				(`MTDNN_DATA_DIR`) or arguments (`--mtdnn.data-dir=...`) set these. A wrong value stops the start with one
				sentence that names the setting. Everything of Spring Boot can be set as well (`server.port`, or `PORT`;
				`spring.datasource.url`; `logging.structured.format.console=ecs` for JSON logs).

				This page is written from the code by `SettingsReferenceTests`.

				| setting | default | meaning |
				|---|---|---|
				""");
		this.settings.forEach((setting) -> page.append("| `%s` | %s | %s |%n".formatted(setting.name(),
				setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`",
				setting.description().replace("|", "\\|"))));
		return page.toString();
	}

	private String example() {
		StringBuilder example = new StringBuilder("""
				# Every setting of the service with its default, commented out. The service reads this file when it is
				# started in this folder. Written from the code by SettingsReferenceTests.
				""");
		this.settings.forEach((setting) -> example.append("%n# %s%n#%s: %s%n".formatted(setting.description(),
				setting.name(), setting.defaultValue())));
		return example.toString();
	}

}
