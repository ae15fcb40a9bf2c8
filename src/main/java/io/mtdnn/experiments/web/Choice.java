package io.mtdnn.experiments.web;

import java.util.List;
import java.util.function.Function;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.task.Excerpt;

/** A parameter with a fixed set of values. */
final class Choice {

	private Choice() {
	}

	/**
	 * Checks a parameter.
	 * @throws ExperimentFaultsException naming the parameter and the words it takes
	 */
	static String of(String field, String value, List<String> known) {
		return of(field, value, known, Function.identity());
	}

	/**
	 * The constant that a parameter names.
	 * @param known the constants, in the order in which their words are listed
	 * @param text the word of a constant
	 * @throws ExperimentFaultsException naming the parameter and the words it takes
	 */
	static <T> T of(String field, String value, List<T> known, Function<T, String> text) {
		return known.stream()
			.filter((one) -> text.apply(one).equals(value))
			.findFirst()
			.orElseThrow(() -> new ExperimentFaultsException(field, "'" + field + "' is one of "
					+ String.join(", ", known.stream().map(text).toList()) + ", not '" + Excerpt.of(value) + "'"));
	}

}
