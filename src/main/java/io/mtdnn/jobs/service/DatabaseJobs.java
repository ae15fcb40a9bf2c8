package io.mtdnn.jobs.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.mtdnn.jobs.IdempotencyKey;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobCheck;
import io.mtdnn.jobs.JobDifference;
import io.mtdnn.jobs.JobMetrics;
import io.mtdnn.jobs.JobMetrics.StepRange;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.JobPage;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.PreflightTimeoutException;
import io.mtdnn.jobs.files.RunFiles;
import io.mtdnn.jobs.history.JobViews;
import io.mtdnn.jobs.preparation.Preflights;
import io.mtdnn.jobs.preparation.PreparationLoop;
import io.mtdnn.jobs.queue.IdempotencyStore;
import io.mtdnn.jobs.queue.JobIds;
import io.mtdnn.jobs.queue.JobQueue;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.jobs.rows.JobRepository;
import io.mtdnn.jobs.rows.PlanDocument;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanResolver;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.task.Fault;
import io.mtdnn.training.PreflightReport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Implements {@link Jobs} with the database. */
@Component
class DatabaseJobs implements Jobs {

	private final PlanResolver resolver;

	private final JobQueue queue;

	private final IdempotencyStore idempotency;

	private final RequestsInFlight inFlight;

	private final Preflights preflights;

	private final PreparationLoop preparation;

	private final JobRepository jobs;

	private final StoredJobs stored;

	private final JobViews views;

	private final RunFiles files;

	private final JobEnvironments environments;

	private final ModelRegistry registry;

	private final JobIds ids;

	private final TransactionOperations transactions;

	private final JobJson json;

	DatabaseJobs(PlanResolver resolver, JobQueue queue, IdempotencyStore idempotency, RequestsInFlight inFlight,
			Preflights preflights, PreparationLoop preparation, JobRepository jobs, StoredJobs stored, JobViews views,
			RunFiles files, JobEnvironments environments, ModelRegistry registry, JobIds ids,
			TransactionOperations transactions, JobJson json) {
		this.resolver = resolver;
		this.queue = queue;
		this.idempotency = idempotency;
		this.inFlight = inFlight;
		this.preflights = preflights;
		this.preparation = preparation;
		this.jobs = jobs;
		this.stored = stored;
		this.views = views;
		this.files = files;
		this.environments = environments;
		this.registry = registry;
		this.ids = ids;
		this.transactions = transactions;
		this.json = json;
	}

	@Override
	public int capacity() {
		return this.queue.capacity();
	}

	@Override
	public List<Fault> faults(TrainingRequest request) {
		try {
			this.resolver.resolve(request);
			return List.of();
		}
		catch (InvalidPlanException ex) {
			return ex.faults();
		}
	}

	@Override
	public JobCheck check(TrainingRequest request, Duration most) {
		TrainingPlan plan = this.resolver.resolve(request);
		return new JobCheck(plan, Preflights.await(this.preflights.begin(plan), most)
			.orElseThrow(() -> new PreflightTimeoutException(most)));
	}

	@Override
	public Job submit(JobSubmission submission) {
		return submit(submission, null);
	}

	@Override
	public Job submit(JobSubmission submission, @Nullable IdempotencyKey key) {
		return known(key).orElseGet(
				() -> store(submission, key, PlanDocument.of(this.resolver.resolve(submission.request()), this.json)));
	}

	@Override
	public Job submitAndWait(JobSubmission submission, @Nullable IdempotencyKey key, Duration most) {
		return known(key).orElseGet(() -> (key != null) ? this.inFlight.alone(key, () -> prepare(submission, key, most))
				: prepare(submission, null, most));
	}

	private Optional<Job> known(@Nullable IdempotencyKey key) {
		return (key != null) ? this.idempotency.find(key).map(this::get) : Optional.empty();
	}

	private Job prepare(JobSubmission submission, @Nullable IdempotencyKey key, Duration most) {
		TrainingPlan plan = this.resolver.resolve(submission.request());
		this.queue.refuseWhenFull();
		CompletableFuture<PreflightReport> preflight = this.preflights.begin(plan);
		Optional<PreflightReport> report = Preflights.await(preflight, most);
		if (report.isPresent()) {
			return store(submission, key, PlanDocument.of(plan, report.get(), this.json));
		}
		Instant lease = this.preparation.lease();
		JobEntity job = this.queue.submit(this.ids.next(), PlanDocument.of(plan, this.json), submission, key, lease);
		if (job.isNew() && lease != null) {
			this.preparation.adopt(job.getId(), plan, preflight);
		}
		return get(job.getId());
	}

	private Job store(JobSubmission submission, @Nullable IdempotencyKey key, PlanDocument document) {
		JobEntity job = this.queue.submit(this.ids.next(), document, submission, key, null);
		this.preparation.wake();
		return job.isNew() ? this.views.whole(job) : get(job.getId());
	}

	@Override
	public Job get(String id) {
		return this.stored.get(id);
	}

	@Override
	public List<Job> succeeded(TrainingPlan plan) {
		return this.stored.succeeded(plan);
	}

	@Override
	public JobPage list(JobQuery query) {
		return this.stored.list(query);
	}

	@Override
	public Job cancel(String id, boolean purge) {
		this.queue.cancel(id, purge);
		if (purge) {
			this.files.purge(id);
		}
		return get(id);
	}

	@Override
	public List<String> openOfGroup(String group) {
		return this.stored.active(group);
	}

	@Override
	public int cancelGroup(String group, boolean purge) {
		// Cancels the newest first, so that waiting or held-back jobs do not start
		// meanwhile.
		List<String> ids = openOfGroup(group);
		ids.forEach((id) -> cancel(id, purge));
		return ids.size();
	}

	@Override
	public Job purgeWithModels(String id) {
		this.stored.find(id);
		this.registry.removeOfJob(id);
		return cancel(id, true);
	}

	@Override
	public Job resume(String id) {
		return resumed(id, null);
	}

	@Override
	public Job resume(String id, double pauseAt) {
		return resumed(id, pauseAt);
	}

	private Job resumed(String id, @Nullable Double pauseAt) {
		// A job that ends meanwhile must not pass without this check.
		this.environments.requireSame(this.stored.find(id));
		this.queue.resume(id, pauseAt);
		this.preparation.wake();
		return get(id);
	}

	@Override
	public Job annotate(String id, @Nullable Set<String> tags, @Nullable String notes) {
		return this.transactions.execute((transaction) -> {
			JobEntity job = this.jobs.lock(id).orElseThrow(() -> new JobNotFoundException(id));
			job.description().label(tags, notes);
			return this.views.whole(job);
		});
	}

	@Override
	public JobMetrics metrics(String id, int points, StepRange steps) {
		return this.stored.metrics(id, points, steps);
	}

	@Override
	public Map<String, Object> environment(String id) {
		return this.stored.environment(id);
	}

	@Override
	public JobDifference difference(String a, String b) {
		return this.stored.difference(a, b);
	}

}
