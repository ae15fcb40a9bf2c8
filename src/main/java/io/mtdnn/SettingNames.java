package io.mtdnn;

import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The names of the service's settings, and the check that no other is set. */
final class SettingNames {

	private static final Logger logger = LoggerFactory.getLogger(SettingNames.class);

	private static final String PREFIX = "mtdnn";

	private SettingNames() {
	}

	/**
	 * Checks the names that a source sets.
	 * @throws IllegalArgumentException naming the nearest setting if a name is unknown
	 */
	static void check(EnumerablePropertySource<?> source, Set<String> known) {
		List.of(source.getPropertyNames()).forEach((name) -> check(source, name, known));
	}

	private static void check(EnumerablePropertySource<?> source, String name, Set<String> known) {
		boolean variable = source instanceof SystemEnvironmentPropertySource;
		if (!name.matches(variable ? "MTDNN_.+" : "mtdnn[.].+") || isKnown(name, known)) {
			return;
		}
		if (variable) {
			logger.warn("The environment variable {} is not a setting of this service; did you mean {}?", name,
					nearest(name, known));
		}
		else if (source instanceof CommandLinePropertySource || source instanceof OriginTrackedMapPropertySource) {
			throw new IllegalArgumentException("%s is not a setting of this service (%s); did you mean %s?"
				.formatted(name, source.getName(), nearest(name, known)));
		}
	}

	private static boolean isKnown(String name, Set<String> known) {
		String plain = plain(name);
		return known.stream()
			.anyMatch((one) -> one.endsWith("*") ? plain.startsWith(plain(one)) : plain.equals(plain(one)));
	}

	/** Binding is relaxed about case, hyphens and underscores, and lists have indices. */
	private static String plain(String name) {
		return name.replaceAll("\\[\\d+]|_\\d+_?$", "").replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

	static Map<String, Parameter> known(ConfigurableListableBeanFactory beans) {
		Map<String, Parameter> known = new TreeMap<>();
		for (String bean : beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
			Class<?> type = beans.getType(bean, false);
			ConfigurationProperties settings = (type != null)
					? AnnotationUtils.findAnnotation(type, ConfigurationProperties.class) : null;
			if (type != null && settings != null && type.isRecord() && settings.value().startsWith(PREFIX)) {
				known.putAll(settings(settings.value(), type));
			}
		}
		return known;
	}

	/**
	 * The settings of a record and of those within it, with their types and defaults; the
	 * names of maps end with a star.
	 */
	static Map<String, Parameter> settings(String prefix, Class<?> type) {
		Map<String, Parameter> settings = new TreeMap<>();
		for (Parameter setting : BeanUtils.getResolvableConstructor(type).getParameters()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(setting.getName());
			if (setting.getType().isRecord()) {
				settings.putAll(settings(name, setting.getType()));
			}
			else {
				settings.put(Map.class.isAssignableFrom(setting.getType()) ? name + ".*" : name, setting);
			}
		}
		return settings;
	}

	private static String nearest(String name, Set<String> known) {
		return known.stream()
			.min((a, b) -> Integer.compare(distance(plain(name), plain(a)), distance(plain(name), plain(b))))
			.orElse("");
	}

	/** Levenshtein's. */
	private static int distance(String a, String b) {
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int above = row[j];
				int change = diagonal + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
				diagonal = above;
			}
		}
		return row[b.length()];
	}

}
