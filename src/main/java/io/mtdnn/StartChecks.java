package io.mtdnn;

import java.lang.reflect.Parameter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.mtdnn.storage.CheckedFolder;
import io.mtdnn.storage.CheckedUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Validates the configuration at startup: unknown settings, unwritable folders, malformed
 * URLs, and negative durations or sizes. Unknown environment variables only cause a
 * warning, because platforms add some of their own.
 */
class StartChecks implements BeanFactoryPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(StartChecks.class);

	private static final List<String> WRITTEN = List.of("mtdnn.cache-dir", "mtdnn.runs-dir");

	private static final String DATA = "mtdnn.data-dir";

	/** Must be readable; shipped encoders that it lacks are converted into it. */
	private static final String ENCODERS = "mtdnn.encoders-dir";

	private static final List<String> ADDRESSES = List.of("spring.security.oauth2.resourceserver.jwt.issuer-uri",
			"spring.security.oauth2.resourceserver.jwt.jwk-set-uri");

	private final ConfigurableEnvironment environment;

	StartChecks(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		Map<String, Parameter> known = SettingNames.known(beans);
		Amounts amounts = new Amounts(Binder.get(this.environment));
		known.forEach((name, setting) -> amounts.check(name, setting.getType()));
		check(known);
	}

	void check(Map<String, Parameter> known) {
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> named) {
				SettingNames.check(named, known.keySet());
			}
		}
		WRITTEN.forEach((setting) -> writable(setting, value(setting, known)));
		folder(DATA, value(DATA, known));
		encoders(value(ENCODERS, known));
		ADDRESSES.forEach(this::address);
		known.forEach((name, setting) -> declared(name, setting, known));
		database(this.environment.getProperty("spring.datasource.url", "jdbc:h2:"));
	}

	/** Checks a setting as its record declares. */
	private void declared(String name, Parameter setting, Map<String, Parameter> known) {
		CheckedFolder folder = setting.getAnnotation(CheckedFolder.class);
		if (folder != null && holds(folder.onlyIf(), known)) {
			writable(name, value(name, known));
		}
		if (setting.isAnnotationPresent(CheckedUrl.class) && !this.environment.getProperty(name, "").isEmpty()) {
			address(name);
		}
	}

	private boolean holds(String condition, Map<String, Parameter> known) {
		String[] sides = condition.split("!?=", 2);
		return condition.isEmpty() || condition.contains("!=") != sides[1].equalsIgnoreCase(value(sides[0], known));
	}

	/** The configured value, otherwise the default; null if there is neither. */
	private @Nullable String value(String setting, Map<String, Parameter> known) {
		String value = this.environment.getProperty(setting);
		DefaultValue otherwise = known.containsKey(setting) ? known.get(setting).getAnnotation(DefaultValue.class)
				: null;
		return (value == null && otherwise != null) ? String.join(",", otherwise.value()) : value;
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
					"spring.datasource.url is %s, but only jdbc:postgresql: and jdbc:h2: databases are supported"
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
