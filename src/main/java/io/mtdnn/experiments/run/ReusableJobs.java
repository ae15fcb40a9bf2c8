package io.mtdnn.experiments.run;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanResolver;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.training.TrainingEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/**
 * Finds finished jobs that can be reused for a run: the same plan apart from its name,
 * the same data and encoder, the same version of the code, evaluated in the precision of
 * this node, and a model that still exists.
 */
@Component
class ReusableJobs {

	private final Jobs jobs;

	private final PlanResolver resolver;

	private final TrainingEngine engine;

	private final ModelRegistry registry;

	private final @Nullable String version;

	ReusableJobs(Jobs jobs, PlanResolver resolver, TrainingEngine engine, ModelRegistry registry,
			ObjectProvider<BuildProperties> build) {
		this.jobs = jobs;
		this.resolver = resolver;
		this.engine = engine;
		this.registry = registry;
		this.version = Optional.ofNullable(build.getIfAvailable()).map(BuildProperties::getVersion).orElse(null);
	}

	/** The newest finished job of the same run. */
	Optional<String> find(TrainingRequest request) {
		return find(request, (job) -> true);
	}

	/** The newest finished job of the same run that has something more. */
	Optional<String> find(TrainingRequest request, Predicate<Job> more) {
		return this.jobs.succeeded(this.resolver.resolve(request))
			.stream()
			.filter((brief) -> !this.registry.ofJob(brief.id()).isEmpty() && isSameCode(brief.id()))
			.map((brief) -> this.jobs.get(brief.id()))
			.filter((job) -> readsTheseFiles(job) && isEvaluatedAlike(job) && more.test(job))
			.map(Job::id)
			.findFirst();
	}

	private boolean readsTheseFiles(Job job) {
		if (job.plan() == null || job.preflight() == null) {
			return false;
		}
		try {
			this.engine.verify(job.plan(), job.preflight().inputs());
			return true;
		}
		catch (InvalidPlanException ex) {
			return false;
		}
	}

	private boolean isSameCode(String id) {
		Object versions = this.jobs.environment(id).get("versions");
		Object code = (versions instanceof Map<?, ?> known) ? known.get("code") : null;
		return Objects.equals(code, this.version);
	}

	private boolean isEvaluatedAlike(Job job) {
		return this.engine.answeringPrecision().equals(this.jobs.environment(job.id()).get("answeringPrecision"));
	}

}
