package io.mtdnn.registry.store;

import java.util.Set;
import java.util.regex.Pattern;

/** Checks the form of aliases, names and ids. */
final class ModelReferences {

	private static final int LONGEST = 200;

	private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

	/** Calls below {@code /models} that hide a model of that name. */
	private static final Set<String> CALLS = Set.of("aliases", "imports");

	private ModelReferences() {
	}

	/**
	 * Whether a model can have a name. Text that a database would reject is not queried.
	 */
	static boolean possible(String reference) {
		return reference != null && !reference.isEmpty() && reference.length() <= LONGEST && reference.codePoints()
			.noneMatch((point) -> point == 0 || Character.getType(point) == Character.SURROGATE);
	}

	static boolean isAlias(String name) {
		return ALIAS.matcher(name).matches() && !CALLS.contains(name);
	}

}
