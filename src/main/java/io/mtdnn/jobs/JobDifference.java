package io.mtdnn.jobs;

import java.util.List;

/**
 * What differs between two runs; what is not named is the same in both.
 *
 * @param plan differences of the plans
 * @param environment differences of what they ran on, seed and data hashes included
 */
public record JobDifference(String a, String b, List<Entry> plan, List<Entry> environment) {

	/**
	 * One value.
	 *
	 * @param path where, such as {@code tasks[0].weight}
	 * @param a in the first run; null when absent
	 * @param b in the second run; null when absent
	 */
	public record Entry(String path, Object a, Object b) {

	}

}
