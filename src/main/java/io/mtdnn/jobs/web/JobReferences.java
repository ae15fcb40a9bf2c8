package io.mtdnn.jobs.web;

import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import org.springframework.stereotype.Component;

/** Resolves references to jobs in calls that change no run: an id, or {@code latest}. */
@Component
@ConditionalOnRole(NodeRole.API)
final class JobReferences {

	static final String LATEST = "latest";

	static final String DESCRIPTION = "id of the job, or `latest` for the most recently submitted one";

	private final Jobs jobs;

	JobReferences(Jobs jobs) {
		this.jobs = jobs;
	}

	/** The id that a reference denotes; the reference itself if there are no jobs. */
	String id(String reference) {
		if (!reference.equals(LATEST)) {
			return reference;
		}
		return this.jobs.list(JobQuery.newest(1)).jobs().stream().findFirst().map(Job::id).orElse(reference);
	}

}
