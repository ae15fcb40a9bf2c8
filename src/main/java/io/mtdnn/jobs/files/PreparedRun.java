package io.mtdnn.jobs.files;

import java.util.List;

/**
 * A run's directory from which an attempt can begin.
 *
 * @param newestCopy number of the newest copy that the directory agrees with; later ones
 * were passed over
 * @param notes a sentence for each thing that its user should know
 */
public record PreparedRun(int newestCopy, List<String> notes) {

	/** The directory as this node has it; all copies agree with it. */
	static PreparedRun asItIs(List<String> notes) {
		return new PreparedRun(Integer.MAX_VALUE, notes);
	}

}
