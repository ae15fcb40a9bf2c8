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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** All settings of the service, read from their records: name, default, and what the Javadoc says about them. */
final class SettingsReference {

	private static final Path SOURCES = Path.of("src/main/java");

	private SettingsReference() {
	}

	/** One setting. */
	record Setting(String name, String defaultValue, String description) {

	}

	static List<Setting> read() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		List<Setting> settings = new ArrayList<>();
		scanner.findCandidateComponents("io.mtdnn").forEach((candidate) -> {
			Class<?> type = ClassUtils.resolveClassName(candidate.getBeanClassName(), null);
			String prefix = type.getAnnotation(ConfigurationProperties.class).value();
			if (type.isRecord() && prefix.startsWith("mtdnn")) {
				add(settings, prefix, type);
			}
		});
		settings.sort(Comparator.comparing((Setting setting) -> setting.name().chars().filter((c) -> c == '.').count() > 1)
			.thenComparing(Setting::name));
		return settings;
	}

	private static void add(List<Setting> settings, String prefix, Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord()) {
				add(settings, name, component.getType());
			}
			else if (Map.class.isAssignableFrom(component.getType())
					&& ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1] instanceof Class<?> value
					&& value.isRecord()) {
				add(settings, name + ".<name>", value);
			}
			else {
				settings.add(new Setting(name, defaultOf(type, component), description(type, component.getName())));
			}
		}
	}

	private static String defaultOf(Class<?> type, RecordComponent component) {
		RecordComponent[] components = type.getRecordComponents();
		for (int i = 0; i < components.length; i++) {
			if (components[i].getName().equals(component.getName())) {
				DefaultValue value = type.getDeclaredConstructors()[0].getParameters()[i].getAnnotation(DefaultValue.class);
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
		return found.find() ? found.group(1).strip().replaceAll("\\{@code ([^}]*)}", "`$1`").replaceAll("\\s+", " ") : "";
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
