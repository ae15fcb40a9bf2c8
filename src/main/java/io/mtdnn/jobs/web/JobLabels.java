package io.mtdnn.jobs.web;

import java.util.Set;

/** What a job's JSON says beside its plan. */
record JobLabels(Integer priority, Integer maxAttempts, Set<String> tags, String notes) {

	private static final int TAGS = 50;

	private static final int TAG_LENGTH = 100;

	private static final int NOTES_LENGTH = 10_000;

	void validate() {
		if (this.priority != null && Math.abs(this.priority) > 100) {
			throw new BadRequestException("priority", "'priority' must lie between -100 and 100.");
		}
		if (this.maxAttempts != null && (this.maxAttempts < 1 || this.maxAttempts > 100)) {
			throw new BadRequestException("maxAttempts", "'maxAttempts' must lie between 1 and 100.");
		}
		if (this.tags != null && (this.tags.size() > TAGS || this.tags.contains(null)
				|| this.tags.stream().anyMatch((tag) -> tag.isBlank() || tag.length() > TAG_LENGTH
						|| tag.chars().anyMatch(Character::isISOControl)))) {
			throw new BadRequestException("tags",
					"'tags' must be at most " + TAGS + " texts of 1 to " + TAG_LENGTH + " characters, without line breaks.");
		}
		BadRequestException.requireStorable("notes", this.notes);
		if (this.notes != null && this.notes.length() > NOTES_LENGTH) {
			throw new BadRequestException("notes", "'notes' must have at most " + NOTES_LENGTH + " characters.");
		}
	}

}
