package io.mtdnn.jobs.rows;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import io.mtdnn.jobs.JobSubmission;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.JoinColumn;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** The users' description of a job: its name, tags and notes. */
@Embeddable
public class JobDescription {

	private String name;

	private @Nullable String notes;

	@ElementCollection
	@CollectionTable(name = "job_tag", joinColumns = @JoinColumn(name = "job_id"))
	@Column(name = "tag")
	@BatchSize(size = 100)
	private Set<String> tags = new LinkedHashSet<>();

	@SuppressWarnings("NullAway.Init")
	protected JobDescription() {
	}

	JobDescription(String name, JobSubmission submission) {
		this.name = Objects.requireNonNull(StorableText.of(name));
		label(submission.tags(), submission.notes());
	}

	/** Replaces tags and notes; null to keep them. */
	public void label(@Nullable Set<String> newTags, @Nullable String newNotes) {
		if (newTags != null) {
			this.tags.clear();
			newTags.stream().map(StorableText::of).forEach(this.tags::add);
		}
		if (newNotes != null) {
			this.notes = StorableText.of(newNotes);
		}
	}

	public String name() {
		return this.name;
	}

	public @Nullable String notes() {
		return this.notes;
	}

	public Set<String> tags() {
		return this.tags;
	}

}
