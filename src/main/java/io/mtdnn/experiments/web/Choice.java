package io.mtdnn.experiments.web;

import java.util.List;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.task.Excerpt;

/** A parameter that takes one of a few words. */
final class Choice {

	private Choice() {
	}

	/**
	 * Checks a parameter.
	 * @throws ExperimentFaultsException naming the parameter and the words it takes
	 */
	static String of(String field, String value, List<String> known) {
		if (!known.contains(value)) {
			throw new ExperimentFaultsException(field,
					"'" + field + "' is one of " + String.join(", ", known) + ", not '" + Excerpt.of(value) + "'");
		}
		return value;
	}

}
