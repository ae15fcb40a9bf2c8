package io.mtdnn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * All settings of the service, read from their records: name, default and Javadoc; and
 * those of Spring Boot that its users change.
 */
final class SettingsReference {

	private static final Path SOURCES = Path.of("src/main/java");

	/** Lines for settings with a part of the name that the user chooses. */
	private static final Map<String, String> EXAMPLES = Map.of("mtdnn.datasets.files.<name>.evaluation",
			"mtdnn.datasets.files.squad-v2.evaluation: dev-v2.0.json", "mtdnn.datasets.files.<name>.train",
			"mtdnn.datasets.files.squad-v2.train: train-v2.0.json");

	/** Settings with an inner structure that a separate page describes. */
	private static final Set<String> STRUCTURED = Set.of("mtdnn.datasets.definitions");

	private static final Properties OWN_DEFAULTS = ownDefaults();

	private SettingsReference() {
	}

	/**
	 * One setting.
	 *
	 * @param example its line in the example file, which takes effect without its #;
	 * empty for none
	 */
	record Setting(String name, String defaultValue, String description, String example) {

		Setting(String name, String defaultValue, String description) {
			this(name, defaultValue, description, (name + ": " + yaml(defaultValue)).strip());
		}

		/** A text that begins with an asterisk would be an alias. */
		private static String yaml(String value) {
			return value.startsWith("*") ? '"' + value + '"' : value;
		}

	}

	/** Defaults are those of the service's own {@code application.yml}. */
	static List<Setting> ofSpringBoot() {
		return List.of(
				spring("server.address",
						"address that the service listens on; any address but loopback requires credentials"),
				spring("server.port", "port of the service; the environment variable `PORT` sets it too"),
				spring("server.forward-headers-strategy", "native",
						"`native` behind a proxy, so that the audit log contains the callers' addresses"),
				spring("spring.datasource.url",
						"URL of the database; several nodes require PostgreSQL: jdbc:postgresql://host:5432/mtdnn"),
				spring("spring.datasource.username", "user of the database"),
				spring("spring.datasource.password", "password of that user"),
				spring("spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://login.example.org/realms/ml",
						"URL of an identity provider whose tokens (JWT) are accepted in addition to keys"),
				spring("logging.structured.format.console", "ecs",
						"format of log lines as JSON: `ecs`, `gelf` or `logstash`"),
				spring("management.server.port", "9091",
						"separate port for `/actuator`, which only the internal network reaches"),
				spring("management.server.address", "127.0.0.1",
						"address of that port; requires `management.server.port`"),
				spring("management.endpoints.web.exposure.include",
						"endpoints under `/actuator`; all others require the scope `admin`"),
				spring("management.endpoint.health.show-details", "when `/actuator/health` shows its components"));
	}

	private static Setting spring(String name, String description) {
		String value = OWN_DEFAULTS.getProperty(name);
		return new Setting(name, Objects.requireNonNull(value, name), description);
	}

	private static Setting spring(String name, String example, String description) {
		return new Setting(name, "", description, name + ": " + example);
	}

	/** The records that hold the service's own settings. */
	static List<? extends Class<?>> records() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		return scanner.findCandidateComponents("io.mtdnn")
			.stream()
			.map((candidate) -> ClassUtils.resolveClassName(candidate.getBeanClassName(), null))
			.filter((type) -> type.isRecord() && prefix(type).startsWith("mtdnn"))
			.toList();
	}

	static String prefix(Class<?> type) {
		return type.getAnnotation(ConfigurationProperties.class).value();
	}

	static List<Setting> read() {
		List<Setting> settings = new ArrayList<>();
		records().forEach((type) -> add(settings, prefix(type), type));
		settings
			.sort(Comparator.comparing((Setting setting) -> setting.name().chars().filter((c) -> c == '.').count() > 1)
				.thenComparing(Setting::name));
		return settings;
	}

	private static void add(List<Setting> settings, String prefix, Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			if (STRUCTURED.contains(name)) {
				settings.add(new Setting(name + ".<name>.*", "", description(type, component.getName()), ""));
			}
			else if (component.getType().isRecord()) {
				add(settings, name, component.getType());
			}
			else if (Map.class.isAssignableFrom(component.getType()) && ((ParameterizedType) component.getGenericType())
				.getActualTypeArguments()[1] instanceof Class<?> value && value.isRecord()) {
				add(settings, name + ".<name>", value);
			}
			else {
				Setting setting = new Setting(name, defaultOf(type, component), description(type, component.getName()));
				settings.add(EXAMPLES.containsKey(name)
						? new Setting(name, setting.defaultValue(), setting.description(), EXAMPLES.get(name))
						: setting);
			}
		}
	}

	private static String defaultOf(Class<?> type, RecordComponent component) {
		RecordComponent[] components = type.getRecordComponents();
		for (int i = 0; i < components.length; i++) {
			if (components[i].getName().equals(component.getName())) {
				DefaultValue value = type.getDeclaredConstructors()[0].getParameters()[i]
					.getAnnotation(DefaultValue.class);
				return (value != null) ? String.join(", ", value.value()) : "";
			}
		}
		throw new IllegalStateException(component.getName());
	}

	private static String description(Class<?> type, String parameter) {
		Class<?> outer = ClassUtils.getUserClass((type.getEnclosingClass() != null) ? type.getEnclosingClass() : type);
		String source = text(SOURCES.resolve(outer.getName().replace('.', '/') + ".java"));
		Matcher declaration = Pattern.compile("record " + type.getSimpleName() + "\\(").matcher(source);
		if (!declaration.find()) {
			return "";
		}
		int start = source.lastIndexOf("/**", declaration.start());
		String comment = source.substring(start, source.indexOf("*/", start)).replaceAll("\\R\\s*\\* ?", " ").strip();
		Matcher found = Pattern.compile("@param " + parameter + " (.*?)(?= @param |$)").matcher(comment);
		return found.find() ? found.group(1).strip().replaceAll("\\{@code ([^}]*)}", "`$1`").replaceAll("\\s+", " ")
				: "";
	}

	private static Properties ownDefaults() {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ClassPathResource("application.yml"));
		return yaml.getObject();
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
