package io.mtdnn.jobs.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.mtdnn.jobs.JobGroup;
import io.mtdnn.task.Fault;
import io.mtdnn.task.NameText;
import org.jspecify.annotations.Nullable;

/** The fields of a job's JSON apart from its plan. */
record JobLabels(@Nullable Integer priority, @Nullable Integer maxAttempts, @Nullable Set<String> tags,
		@Nullable String notes, @Nullable String group, @Nullable Integer maxParallel, @Nullable Double pauseAt) {

	private static final int TAGS = 50;

	private static final int TAG_LENGTH = 100;

	private static final int NOTES_LENGTH = 10_000;

	private static final int GROUP_LENGTH = 200;

	private static final int PARALLEL = 1000;

	static final String PAUSE = "'pauseAt' must be a share of the run's steps above 0 and below 1.";

	/** All faults of the values. */
	List<Fault> faults() {
		List<Fault> faults = new ArrayList<>();
		if (this.priority != null && Math.abs(this.priority) > 100) {
			faults.add(new Fault("priority", "'priority' must be between -100 and 100."));
		}
		if (this.maxAttempts != null && (this.maxAttempts < 1 || this.maxAttempts > 100)) {
			faults.add(new Fault("maxAttempts", "'maxAttempts' must be between 1 and 100."));
		}
		if (this.tags != null && (this.tags.size() > TAGS || this.tags.contains(null) || this.tags.stream()
			.anyMatch((tag) -> tag.isBlank() || tag.length() > TAG_LENGTH || !NameText.isAllowed(tag)))) {
			faults.add(new Fault("tags", "'tags' must be at most " + TAGS + " strings of 1 to " + TAG_LENGTH
					+ " characters, and " + NameText.RULE + "."));
		}
		if (!BadRequestException.isStorable(this.notes)) {
			faults.add(BadRequestException.notStorable("notes"));
		}
		if (this.notes != null && this.notes.length() > NOTES_LENGTH) {
			faults.add(new Fault("notes", "'notes' must have at most " + NOTES_LENGTH + " characters."));
		}
		addGroupFaults(faults);
		if (this.pauseAt != null && !isPause(this.pauseAt)) {
			faults.add(new Fault("pauseAt", PAUSE));
		}
		return faults;
	}

	static boolean isPause(double share) {
		return share > 0 && share < 1;
	}

	private void addGroupFaults(List<Fault> faults) {
		if (this.group != null
				&& (this.group.isBlank() || this.group.length() > GROUP_LENGTH || !NameText.isAllowed(this.group))) {
			faults.add(new Fault("group",
					"'group' must have 1 to " + GROUP_LENGTH + " characters, and " + NameText.RULE + "."));
		}
		if (this.maxParallel != null && (this.maxParallel < 1 || this.maxParallel > PARALLEL)) {
			faults.add(new Fault("maxParallel", "'maxParallel' must be between 1 and " + PARALLEL + "."));
		}
		if (this.maxParallel != null && this.group == null) {
			faults.add(new Fault("maxParallel", "'maxParallel' requires 'group'."));
		}
	}

	/** The group of the job; null if it has none. */
	@Nullable JobGroup jobGroup() {
		return (this.group != null) ? new JobGroup(this.group, this.maxParallel) : null;
	}

}
