package io.mtdnn.jobs.service;

import java.util.List;
import java.util.Optional;

import io.mtdnn.datasets.DatasetUses;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobFilter;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.Jobs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds jobs that use a dataset. */
@Component
class JobDatasets implements DatasetUses {

	private final Jobs jobs;

	JobDatasets(Jobs jobs) {
		this.jobs = jobs;
	}

	@Override
	public Optional<String> job(String dataset, boolean unfinished) {
		if (!unfinished) {
			return first(dataset, null);
		}
		return List.of(JobStatus.values())
			.stream()
			.filter((status) -> !status.terminal())
			.flatMap((status) -> first(dataset, status).stream())
			.findFirst();
	}

	private Optional<String> first(String dataset, @Nullable JobStatus status) {
		JobFilter filter = new JobFilter(status, null, dataset, null, null, null, null);
		return this.jobs.list(JobQuery.newest(filter, 1)).jobs().stream().findFirst().map(Job::id);
	}

}
