package io.mtdnn.replays.capsule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.mtdnn.files.Digests;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobMetrics;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.plan.TrainingRequests;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.replays.Capsule;
import io.mtdnn.replays.Capsule.EpochMetrics;
import io.mtdnn.replays.Capsules;
import io.mtdnn.replays.NoCapsuleException;
import io.mtdnn.training.PreflightReport;
import org.springframework.stereotype.Component;

/** Writes capsules from the history of jobs, which has the loss of every step. */
@Component
class StoredCapsules implements Capsules {

	private static final String WEIGHTS = "model.safetensors";

	private final Jobs jobs;

	private final ModelRegistry registry;

	/** Hashes of weights by model: models never change, and are large. */
	private final Map<String, String> hashes = new ConcurrentHashMap<>();

	StoredCapsules(Jobs jobs, ModelRegistry registry) {
		this.jobs = jobs;
		this.registry = registry;
	}

	@Override
	public Capsule ofJob(String id) {
		Job job = this.jobs.get(id);
		return new Capsule(Capsule.VERSION, job.name(), null, List.of(run(job)));
	}

	@Override
	public Capsule ofExperiment(String name, Map<String, Object> request, List<String> ids) {
		if (ids.isEmpty()) {
			throw new NoCapsuleException("No run of experiment '" + name + "' has finished.");
		}
		return new Capsule(Capsule.VERSION, name, request, ids.stream().map((id) -> run(this.jobs.get(id))).toList());
	}

	private Capsule.Run run(Job job) {
		PreflightReport preflight = job.preflight();
		if (job.status() != JobStatus.SUCCEEDED || preflight == null) {
			throw new NoCapsuleException(
					"Only a job that has succeeded can be repeated; job '" + job.id() + "' is " + job.status() + ".");
		}
		JobMetrics metrics = this.jobs.metrics(job.id(), 0);
		Fingerprints fingerprints = fingerprints(job, metrics);
		return new Capsule.Run(job.name(), TrainingRequests.of(job.plan()), new TreeMap<>(preflight.dataHashes()),
				new TreeMap<>(preflight.encoderHashes()), this.jobs.environment(job.id()), fingerprints.order(),
				fingerprints.text(), evaluations(metrics), weights(job.id()));
	}

	private static Fingerprints fingerprints(Job job, JobMetrics metrics) {
		for (int i = 0; i < metrics.training().size(); i++) {
			if (metrics.training().get(i).step() != i + 1) {
				throw new NoCapsuleException("The history of job '" + job.id() + "' has no step " + (i + 1) + ".");
			}
		}
		Fingerprints fingerprints = Fingerprints.of(metrics.training());
		if (fingerprints.tasks().size() > Fingerprints.TASKS) {
			throw new NoCapsuleException("A capsule holds at most " + Fingerprints.TASKS + " tasks; job '" + job.id()
					+ "' trained " + fingerprints.tasks().size() + ".");
		}
		return fingerprints;
	}

	static List<EpochMetrics> evaluations(JobMetrics metrics) {
		return metrics.evaluations()
			.stream()
			.map((evaluation) -> new EpochMetrics(evaluation.epoch(), evaluation.dataset(), evaluation.metrics()))
			.toList();
	}

	private String hash(String model, Path file) throws IOException {
		String known = this.hashes.get(model);
		if (known != null) {
			return known;
		}
		String hash = Digests.sha256(file);
		this.hashes.put(model, hash);
		return hash;
	}

	/**
	 * By the suffix of a model's id after that of its job: models of deleted ones are
	 * absent.
	 */
	Map<String, String> weights(String job) {
		Map<String, String> weights = new LinkedHashMap<>();
		this.registry.ofJob(job).forEach((model) -> {
			Path file = this.registry.bundle(model).resolve(WEIGHTS);
			try {
				if (Files.exists(file)) {
					weights.put(model.id().equals(job) ? "model" : model.id().substring(job.length() + 1),
							hash(model.id(), file));
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		return weights;
	}

}
