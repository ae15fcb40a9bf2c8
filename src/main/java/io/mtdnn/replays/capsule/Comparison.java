package io.mtdnn.replays.capsule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobMetrics;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.replays.Capsule;
import io.mtdnn.replays.capsule.Fingerprints.Step;
import io.mtdnn.replays.capsule.ReplayedRun.Verdict;
import io.mtdnn.training.PreflightReport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares runs with the jobs that repeat them. */
@Component
public class Comparison {

	private static final String ARITHMETIC = " Data and encoder are the same, so the arithmetic differs: processor, libraries, threads,"
			+ " the method of matrix multiplication (matrixProducts of the environment, which mtdnn.engine.matrix-products fixes),"
			+ " the way to compute attention (attention, mtdnn.engine.attention),"
			+ " or, in evaluations alone, the precision (answeringPrecision, mtdnn.engine.answering-precision).";

	private final Jobs jobs;

	private final StoredCapsules capsules;

	Comparison(Jobs jobs, StoredCapsules capsules) {
		this.jobs = jobs;
		this.capsules = capsules;
	}

	/** Compares a run with the steps that a job has done so far. */
	public ReplayedRun of(Capsule.Run run, String jobId) {
		Fingerprints expected = Fingerprints.read(run.tasks(), run.steps());
		try {
			return of(run, this.jobs.get(jobId), expected);
		}
		catch (JobNotFoundException ex) {
			return new ReplayedRun(run.name(), jobId, JobStatus.CANCELLED, Verdict.FAILED, expected.count(), 0, null,
					String.valueOf(ex.getMessage()), List.of(), List.of());
		}
	}

	private ReplayedRun of(Capsule.Run run, Job job, Fingerprints expected) {
		JobMetrics metrics = this.jobs.metrics(job.id(), 0);
		Fingerprints found = Fingerprints.of(metrics.training());
		Step step = expected.firstDifference(found);
		String difference = (step != null) ? sentence(step) : null;
		Map<String, String> weights = Map.of();
		if (difference == null && job.status() == JobStatus.SUCCEEDED) {
			weights = this.capsules.weights(job.id());
			difference = difference(run, weights, metrics, expected, found);
		}
		Verdict verdict = verdict(job.status(), difference);
		List<String> inputs = inputs(run, job);
		List<String> environment = environment(run, job);
		if (difference != null && inputs.isEmpty()) {
			difference += ARITHMETIC;
		}
		return new ReplayedRun(run.name(), job.id(), job.status(), verdict, expected.count(), found.count(), step,
				(difference != null) ? difference : sentence(run, weights, verdict, job, expected, found), inputs,
				environment);
	}

	private static Verdict verdict(JobStatus status, @Nullable String difference) {
		if (difference != null) {
			return Verdict.DIFFERENT;
		}
		if (status == JobStatus.SUCCEEDED) {
			return Verdict.EQUAL;
		}
		return status.terminal() ? Verdict.FAILED : Verdict.OPEN;
	}

	/** What differs although no step does; null for nothing. */
	private static @Nullable String difference(Capsule.Run run, Map<String, String> weights, JobMetrics metrics,
			Fingerprints expected, Fingerprints found) {
		if (expected.count() != found.count()) {
			return "The first " + Math.min(expected.count(), found.count()) + " steps are equal, but the replay has "
					+ found.count() + " steps instead of " + expected.count() + ".";
		}
		List<Capsule.EpochMetrics> evaluations = StoredCapsules.evaluations(metrics);
		for (Capsule.EpochMetrics evaluation : run.evaluations()) {
			if (!evaluations.contains(evaluation)) {
				return "All " + expected.count() + " steps are equal, but the evaluation of " + evaluation.dataset()
						+ " after epoch " + evaluation.epoch() + " differs.";
			}
		}
		for (Map.Entry<String, String> model : run.weights().entrySet()) {
			String here = weights.get(model.getKey());
			if (here != null && !here.equals(model.getValue())) {
				return "All " + expected.count() + " steps and evaluations are equal, but the weights of the "
						+ (model.getKey().equals("model") ? "model" : model.getKey() + " model") + " differ.";
			}
		}
		return null;
	}

	private static String sentence(Step step) {
		if (!step.task().equals(step.foundTask())) {
			return "The first difference is at step " + step.step() + ": it trains task " + step.foundTask()
					+ " instead of " + step.task() + ".";
		}
		return String.format(Locale.ROOT, "The first difference is at step %d, task %s: the loss is %s instead of %s.",
				step.step(), step.task(), step.foundLoss(), step.loss());
	}

	/** Weights are compared only if both models exist. */
	private static String equal(Capsule.Run run, Map<String, String> weights, Fingerprints expected) {
		String steps = "All " + expected.count() + " steps";
		return Collections.disjoint(run.weights().keySet(), weights.keySet())
				? steps + " and the evaluations are bit-identical; there are no weights to compare."
				: steps + ", the evaluations and the weights are bit-identical.";
	}

	private static String sentence(Capsule.Run run, Map<String, String> weights, Verdict verdict, Job job,
			Fingerprints expected, Fingerprints found) {
		return switch (verdict) {
			case EQUAL -> equal(run, weights, expected);
			case FAILED -> "The job is " + job.status() + " after " + found.count() + " equal steps"
					+ ((job.reason() != null) ? ": " + job.reason() : "") + ".";
			default -> found.count() + " of " + expected.count() + " steps are done; all are equal.";
		};
	}

	private List<String> environment(Capsule.Run run, Job job) {
		Map<String, Object> here = this.jobs.environment(job.id());
		Map<String, Object> there = (run.environment() != null) ? run.environment() : Map.of();
		return Stream.of("cpu", "threads", "devices", "matrixProducts", "attention", "answeringPrecision", "versions")
			.filter((part) -> there.containsKey(part) && here.containsKey(part)
					&& !String.valueOf(there.get(part)).equals(String.valueOf(here.get(part))))
			.map((part) -> part + ": " + here.get(part) + " instead of " + there.get(part))
			.toList();
	}

	private static List<String> inputs(Capsule.Run run, Job job) {
		PreflightReport preflight = job.preflight();
		List<String> other = new ArrayList<>();
		if (preflight != null) {
			add(other, "", run.data(), preflight.dataHashes());
			add(other, "encoder ", run.encoder(), preflight.encoderHashes());
		}
		return List.copyOf(other);
	}

	private static void add(List<String> other, String what, Map<String, String> expected, Map<String, String> found) {
		expected.forEach((file, hash) -> {
			if (!hash.equals(found.get(file))) {
				other.add(what + file + (found.containsKey(file) ? "" : " (not read here)"));
			}
		});
	}

}
