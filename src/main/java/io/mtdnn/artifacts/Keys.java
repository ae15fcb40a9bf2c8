package io.mtdnn.artifacts;

import java.util.regex.Pattern;

/** Checks the form of keys. */
final class Keys {

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

	private Keys() {
	}

	/**
	 * @throws IllegalArgumentException when a text is not a valid key
	 */
	static String check(String key) {
		if (!FORM.matcher(key).matches()) {
			throw new IllegalArgumentException("'" + key
					+ "' is not a key: names of letters, digits, '.', '_' and '-', joined by slashes, none beginning with '.'");
		}
		return key;
	}

}
