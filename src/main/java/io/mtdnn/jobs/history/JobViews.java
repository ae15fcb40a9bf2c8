package io.mtdnn.jobs.history;

import java.util.List;
import java.util.TreeSet;

import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.Job.Attempt;
import io.mtdnn.jobs.Job.Progress;
import io.mtdnn.jobs.JobProblem;
import io.mtdnn.jobs.JobScore;
import io.mtdnn.jobs.rows.AttemptEntity;
import io.mtdnn.jobs.rows.AttemptRepository;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.training.PreflightReport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Converts rows to the API's records. */
@Component
public class JobViews {

	private static final TypeReference<List<JobScore>> SCORES = new TypeReference<>() {
	};

	private final AttemptRepository attempts;

	private final ModelRegistry registry;

	private final JobJson json;

	JobViews(AttemptRepository attempts, ModelRegistry registry, JobJson json) {
		this.attempts = attempts;
		this.registry = registry;
		this.json = json;
	}

	/** A job with its attempts. */
	public Job whole(JobEntity job) {
		return view(job, this.attempts.findByKeyJobIdOrderByKeyNumber(job.getId()).stream().map(this::attempt).toList(),
				this.registry.ofJob(job.getId()).stream().map(RegisteredModel::id).toList());
	}

	/** A job without the details that lists omit. */
	public Job brief(JobEntity job) {
		return view(job, List.of(), List.of());
	}

	private Job view(JobEntity job, List<Attempt> history, List<String> models) {
		return new Job(job.getId(), job.number(), job.description().name(), job.status(), reason(job),
				job.end().failureKind(), job.turn().priority(), job.attempts().most(), job.createdAt(),
				job.attempts().startedAt(), job.end().finishedAt(),
				this.json.read(job.plan().json(), TrainingPlan.class),
				this.json.readOrNull(job.preparation().preflight(), PreflightReport.class),
				this.json.readOrNull(job.preparation().problem(), JobProblem.class), progress(job),
				this.json.readOrNull(job.scores().json(), SCORES), seconds(job), history, models,
				new TreeSet<>(job.description().tags()), job.description().notes(), job.turn().group(),
				job.stop().pauseAt());
	}

	static @Nullable String reason(JobEntity job) {
		boolean stopping = job.stop().cancelRequested() && !job.status().terminal();
		return stopping ? Job.STOPPING : job.reason();
	}

	private static @Nullable Double seconds(JobEntity job) {
		return (job.end().finishedAt() != null && job.attempts().startedAt() != null) ? job.end().seconds() : null;
	}

	static @Nullable Progress progress(JobEntity job) {
		if (job.progress().step() == 0 && job.attempts().startedAt() == null) {
			return null;
		}
		return new Progress(job.progress().step(), job.progress().totalSteps(), job.progress().epoch(),
				job.progress().examplesPerSecond(), job.progress().secondsLeft(), job.progress().checkpointStep());
	}

	private Attempt attempt(AttemptEntity attempt) {
		List<String> notes = this.json.readOrNull(attempt.notes(), new TypeReference<List<String>>() {
		});
		return new Attempt(attempt.number(), attempt.node(), attempt.startedAt(), attempt.endedAt(), attempt.outcome(),
				attempt.reason(), attempt.fromStep(), (notes != null && !notes.isEmpty()) ? notes : null);
	}

}
