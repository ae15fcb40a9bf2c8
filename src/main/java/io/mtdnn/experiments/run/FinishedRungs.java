package io.mtdnn.experiments.run;

import java.util.List;
import java.util.Optional;

import io.mtdnn.experiments.scores.RungScore;
import io.mtdnn.experiments.scores.ScoreReader;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.Halving;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.plan.TrainingRequest;
import org.springframework.stereotype.Component;

/**
 * Finds finished jobs that runs of a halving search would only repeat, and what they
 * reached at its rungs: jobs of an earlier search that paused where this one does.
 */
@Component
class FinishedRungs {

	private final ReusableJobs reusable;

	private final Jobs jobs;

	private final ScoreReader scores;

	private final ExperimentJson json;

	FinishedRungs(ReusableJobs reusable, Jobs jobs, ScoreReader scores, ExperimentJson json) {
		this.reusable = reusable;
		this.jobs = jobs;
		this.scores = scores;
		this.json = json;
	}

	/** The newest finished job of the same run that paused at every rung. */
	Optional<String> find(Halving halving, TrainingRequest request) {
		return this.reusable.find(request, (job) -> reached(halving, job).isPresent());
	}

	/**
	 * A run that has taken such a job, at its next rung; without the job if that was
	 * deleted.
	 */
	StoredRun next(StoredExperiment experiment, StoredRun run) {
		Halving halving = this.json.study(experiment).halving();
		int next = this.json.rungs(run).size() + 1;
		try {
			Job job = this.jobs.get(run.job());
			return Optional.ofNullable(halving)
				.flatMap((search) -> reached(search, job))
				.map((reached) -> run.pausedAt(this.json.write(reached.subList(0, next))))
				.orElseGet(run::nextAttempt);
		}
		catch (JobNotFoundException ex) {
			return run.nextAttempt();
		}
	}

	private Optional<List<RungScore>> reached(Halving halving, Job job) {
		return this.scores.rungs(job, halving.shares().subList(0, halving.last()), halving.metric());
	}

}
