package io.mtdnn.datasets.definitions;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads entries in YAML. Every scalar is a text unless its field has another type, so
 * that the labels yes and no are not converted.
 */
public final class YamlEntries {

	/** Maximum size of an entry in bytes. */
	public static final int MAX_SIZE = 1 << 16;

	/** More levels than an entry has, with aliases. */
	private static final int DEEPEST = 50;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private YamlEntries() {
	}

	/**
	 * Reads an entry.
	 * @throws DefinitionException when it is not YAML, or has unknown keys or values of
	 * another type
	 */
	public static DatasetEntry read(String text) {
		Object document;
		try {
			document = yaml().load(text);
		}
		catch (YAMLException ex) {
			throw new DefinitionException(List.of(new Fault(null, "is not YAML: " + Excerpt.of(ex.getMessage(), 500))));
		}
		List<Fault> faults = new ArrayList<>();
		if (!(document instanceof Map)) {
			faults.add(new Fault(null, "is not a mapping of keys to values"));
		}
		else if (isEndless(document, 0)) {
			faults.add(new Fault(null, "contains an alias to something that it is part of"));
		}
		else {
			checkKeys("", document, DatasetEntry.class, faults);
		}
		if (!faults.isEmpty()) {
			throw new DefinitionException(faults);
		}
		try {
			return JSON.convertValue(document, DatasetEntry.class);
		}
		catch (DatabindException ex) {
			throw new DefinitionException(List.of(new Fault(path(ex), ex.getOriginalMessage())));
		}
	}

	private static Yaml yaml() {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		options.setMaxAliasesForCollections(10);
		options.setNestingDepthLimit(10);
		options.setCodePointLimit(MAX_SIZE);
		DumperOptions dumper = new DumperOptions();
		return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new Texts());
	}

	/** Whether a collection contains itself, which aliases make possible. */
	private static boolean isEndless(Object value, int depth) {
		Collection<?> inner = (value instanceof Map<?, ?> map) ? map.values()
				: (value instanceof Collection<?> items) ? items : List.of();
		return depth > DEEPEST
				|| inner.stream().filter(Objects::nonNull).anyMatch((each) -> isEndless(each, depth + 1));
	}

	private static void checkKeys(String at, Object value, Type type, List<Fault> faults) {
		if (value instanceof List<?> items && type instanceof ParameterizedType list) {
			for (int i = 0; i < items.size(); i++) {
				checkKeys(at + "[" + i + "]", items.get(i), list.getActualTypeArguments()[0], faults);
			}
		}
		if (value instanceof Map<?, ?> map && type instanceof Class<?> record && record.isRecord()) {
			RecordComponent[] known = record.getRecordComponents();
			map.forEach((key, inner) -> {
				String path = (at.isEmpty() ? "" : at + ".") + key;
				Optional<RecordComponent> component = Arrays.stream(known)
					.filter((each) -> each.getName().equals(key))
					.findFirst();
				component.ifPresentOrElse((each) -> checkKeys(path, inner, each.getGenericType(), faults),
						() -> faults.add(new Fault(Excerpt.of(path), "unknown key; known keys: "
								+ String.join(", ", Arrays.stream(known).map(RecordComponent::getName).toList()))));
			});
		}
	}

	private static String path(DatabindException ex) {
		StringBuilder path = new StringBuilder();
		ex.getPath()
			.forEach((step) -> path.append((step.getPropertyName() != null)
					? ((path.length() > 0) ? "." : "") + step.getPropertyName() : "[" + step.getIndex() + "]"));
		return path.toString();
	}

	/** Resolves every scalar to a text. */
	private static final class Texts extends Resolver {

		@Override
		protected void addImplicitResolvers() {
			// none
		}

	}

}
