package io.mtdnn.jobs.web;

import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import org.springframework.stereotype.Component;

/** How a call that changes no run may name a job: by its id, or as the newest. */
@Component
@ConditionalOnRole(NodeRole.API)
final class JobReferences {

	static final String LATEST = "latest";

	static final String DESCRIPTION = "id of the job, or `latest` for the one that was submitted last";

	private final Jobs jobs;

	JobReferences(Jobs jobs) {
		this.jobs = jobs;
	}

	/** The id of a job; the reference itself when no job has it. */
	String id(String reference) {
		if (!reference.equals(LATEST)) {
			return reference;
		}
		return this.jobs.list(JobQuery.newest(1)).jobs().stream().findFirst().map(Job::id).orElse(reference);
	}

}
