package io.mtdnn.jobs.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.mtdnn.task.Fault;
import io.mtdnn.task.NameText;

/** What a job's JSON says beside its plan. */
record JobLabels(Integer priority, Integer maxAttempts, Set<String> tags, String notes) {

	private static final int TAGS = 50;

	private static final int TAG_LENGTH = 100;

	private static final int NOTES_LENGTH = 10_000;

	/** Everything that is wrong with the values. */
	List<Fault> faults() {
		List<Fault> faults = new ArrayList<>();
		if (this.priority != null && Math.abs(this.priority) > 100) {
			faults.add(new Fault("priority", "'priority' must lie between -100 and 100."));
		}
		if (this.maxAttempts != null && (this.maxAttempts < 1 || this.maxAttempts > 100)) {
			faults.add(new Fault("maxAttempts", "'maxAttempts' must lie between 1 and 100."));
		}
		if (this.tags != null && (this.tags.size() > TAGS || this.tags.contains(null) || this.tags.stream()
			.anyMatch((tag) -> tag.isBlank() || tag.length() > TAG_LENGTH || !NameText.isAllowed(tag)))) {
			faults.add(new Fault("tags", "'tags' must be at most " + TAGS + " texts of 1 to " + TAG_LENGTH
					+ " characters, and " + NameText.RULE + "."));
		}
		if (!BadRequestException.isStorable(this.notes)) {
			faults.add(BadRequestException.notStorable("notes"));
		}
		if (this.notes != null && this.notes.length() > NOTES_LENGTH) {
			faults.add(new Fault("notes", "'notes' must have at most " + NOTES_LENGTH + " characters."));
		}
		return faults;
	}

}
