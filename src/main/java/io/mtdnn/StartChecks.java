package io.mtdnn;

import java.lang.reflect.Parameter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Validates the configuration at startup: unknown settings, unwritable folders, malformed
 * URLs, and negative durations or sizes. Unknown environment variables only cause a
 * warning, because platforms add some of their own.
 */
class StartChecks implements BeanFactoryPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(StartChecks.class);

	private static final String PREFIX = "mtdnn";

	private static final List<String> WRITTEN = List.of("mtdnn.cache-dir", "mtdnn.runs-dir");

	private static final String DATA = "mtdnn.data-dir";

	/** Read where it has all that is asked for; what it lacks is converted into it. */
	private static final String ENCODERS = "mtdnn.encoders-dir";

	private static final List<String> ADDRESSES = List.of("spring.security.oauth2.resourceserver.jwt.issuer-uri",
			"spring.security.oauth2.resourceserver.jwt.jwk-set-uri");

	/** Empty for Amazon's. */
	private static final String S3_ENDPOINT = "mtdnn.artifacts.s3.endpoint";

	private final ConfigurableEnvironment environment;

	StartChecks(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		Map<String, Parameter> known = known(beans);
		Amounts amounts = new Amounts(Binder.get(this.environment));
		known.forEach((name, setting) -> amounts.check(name, setting.getType()));
		check(known);
	}

	void check(Map<String, Parameter> known) {
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> named) {
				List.of(named.getPropertyNames()).forEach((name) -> check(named, name, known.keySet()));
			}
		}
		WRITTEN.forEach((setting) -> writable(setting, value(setting, known)));
		String artifacts = artifacts();
		writable(artifacts, value(artifacts, known));
		folder(DATA, value(DATA, known));
		encoders(value(ENCODERS, known));
		ADDRESSES.forEach(this::address);
		if (!this.environment.getProperty(S3_ENDPOINT, "").isEmpty()) {
			address(S3_ENDPOINT);
		}
		database(this.environment.getProperty("spring.datasource.url", "jdbc:h2:"));
	}

	private void check(EnumerablePropertySource<?> source, String name, Set<String> known) {
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

	private static Map<String, Parameter> known(ConfigurableListableBeanFactory beans) {
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

	/** What is set, or else the default; null for neither. */
	private @Nullable String value(String setting, Map<String, Parameter> known) {
		String value = this.environment.getProperty(setting);
		DefaultValue otherwise = known.containsKey(setting) ? known.get(setting).getAnnotation(DefaultValue.class)
				: null;
		return (value == null && otherwise != null) ? String.join(",", otherwise.value()) : value;
	}

	/** The folder that the store in use writes to. */
	private String artifacts() {
		boolean s3 = this.environment.getProperty("mtdnn.artifacts.store", "").equalsIgnoreCase("s3");
		return s3 ? "mtdnn.artifacts.cache" : "mtdnn.artifacts.directory";
	}

	private static void encoders(@Nullable String value) {
		if (value != null && Files.isDirectory(Path.of(value))) {
			if (!Files.isWritable(Path.of(value))) {
				logger.warn("{} is {}, which is not writable: shipped encoders cannot be converted into it", ENCODERS,
						value);
			}
		}
		else {
			writable(ENCODERS, value);
		}
	}

	private static void folder(String setting, @Nullable String value) {
		if (value != null && Files.exists(Path.of(value)) && !Files.isDirectory(Path.of(value))) {
			throw new IllegalArgumentException("%s is %s, which is not a folder".formatted(setting, value));
		}
	}

	/**
	 * Checks the form only: a token issuer that does not respond must not keep the
	 * service from starting.
	 */
	private void address(String setting) {
		String value = this.environment.getProperty(setting);
		if (value != null && !isWebAddress(value)) {
			throw new IllegalArgumentException(
					"%s is '%s', which is not an http or https URL".formatted(setting, Secrets.without(value)));
		}
	}

	private static boolean isWebAddress(String value) {
		try {
			URI address = new URI(value);
			return address.getHost() != null && List.of("http", "https").contains(address.getScheme());
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static void database(String url) {
		if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
			throw new IllegalArgumentException(
					"spring.datasource.url is %s, but only jdbc:postgresql: and jdbc:h2: databases are known"
						.formatted(Secrets.without(url)));
		}
	}

	private static void writable(String setting, @Nullable String value) {
		if (value == null) {
			return;
		}
		Path folder = Path.of(value).toAbsolutePath().normalize();
		Path existing = folder;
		while (existing != null && !Files.exists(existing)) {
			existing = existing.getParent();
		}
		if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
			throw new IllegalArgumentException("%s is %s, which cannot be written (%s is %s)".formatted(setting, value,
					existing, (existing != null && Files.isDirectory(existing)) ? "not writable" : "not a folder"));
		}
	}

}
