package io.mtdnn.jobs.files;

import java.util.List;

/**
 * A run's directory from which an attempt can begin.
 *
 * @param newestCopy number of the newest copy that matches the directory; later ones were
 * skipped
 * @param notes messages for the user, one sentence each
 */
public record PreparedRun(int newestCopy, List<String> notes) {

	/** The directory as it is on this node, consistent with all copies. */
	static PreparedRun asItIs(List<String> notes) {
		return new PreparedRun(Integer.MAX_VALUE, notes);
	}

}
