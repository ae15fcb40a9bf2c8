package io.mtdnn.jobs.service;

import java.util.List;
import java.util.Map;

import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobDifference;
import io.mtdnn.jobs.JobMetrics;
import io.mtdnn.jobs.JobMetrics.StepRange;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.JobPage;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.history.JobViews;
import io.mtdnn.jobs.history.RunHistory;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobRepository;
import io.mtdnn.jobs.rows.PlanDocument;
import io.mtdnn.plan.TrainingPlan;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads jobs and their results. */
@Component
class StoredJobs {

	private static final Limit ALIKE = Limit.of(20);

	private final JobRepository jobs;

	private final JobViews views;

	private final RunHistory history;

	private final JobEnvironments environments;

	private final TransactionOperations transactions;

	StoredJobs(JobRepository jobs, JobViews views, RunHistory history, JobEnvironments environments,
			PlatformTransactionManager transactions) {
		this.jobs = jobs;
		this.views = views;
		this.history = history;
		this.environments = environments;
		TransactionTemplate reading = new TransactionTemplate(transactions);
		reading.setReadOnly(true);
		this.transactions = reading;
	}

	JobEntity find(String id) {
		return this.jobs.findById(id).orElseThrow(() -> new JobNotFoundException(id));
	}

	Job get(String id) {
		return this.transactions.execute((transaction) -> this.views.whole(find(id)));
	}

	/** The newest jobs that succeeded with an equal plan. */
	List<Job> succeeded(TrainingPlan plan) {
		return this.transactions.execute((transaction) -> this.jobs.findSucceeded(PlanDocument.hash(plan), ALIKE)
			.stream()
			.map(this.views::brief)
			.toList());
	}

	JobPage list(JobQuery query) {
		return this.transactions.execute((transaction) -> {
			Window<JobEntity> window = this.jobs.findBy(JobConditions.of(query.filter()),
					(fetch) -> fetch.sortBy(JobPositions.sort(query.order()))
						.limit(query.limit())
						.scroll(JobPositions.after(query)));
			return new JobPage(window.stream().map(this.views::brief).toList(), window.hasNext()
					? JobPositions.cursor(query.order(), window.getContent().get(window.size() - 1)) : null);
		});
	}

	/** Ids of the group's jobs that have not ended, the newest first. */
	List<String> active(String group) {
		return this.jobs.findActiveOfGroup(group);
	}

	JobMetrics metrics(String id, int points, StepRange steps) {
		return this.history.of(find(id), points, steps);
	}

	Map<String, Object> environment(String id) {
		return this.environments.of(find(id));
	}

	JobDifference difference(String a, String b) {
		return this.environments.difference(find(a), find(b));
	}

}
