package io.mtdnn.jobs;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The differences between two runs. Everything not listed is equal.
 *
 * @param plan differences of the plans
 * @param environment differences of the environments, including seed and data hashes
 */
public record JobDifference(String a, String b, List<Entry> plan, List<Entry> environment) {

	/**
	 * One differing value.
	 *
	 * @param path location, such as {@code tasks[0].weight}
	 * @param a in the first run; null when absent
	 * @param b in the second run; null when absent
	 */
	public record Entry(String path, @Nullable Object a, @Nullable Object b) {

	}

}
