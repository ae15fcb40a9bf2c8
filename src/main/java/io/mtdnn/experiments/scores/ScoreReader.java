package io.mtdnn.experiments.scores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.experiments.comparison.StoredResults;
import io.mtdnn.experiments.scores.RunScores.Cell;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobMetrics;
import io.mtdnn.jobs.JobMetrics.Pause;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the scores of finished runs from their models, or from their history. */
@Component
public class ScoreReader {

	private final Jobs jobs;

	private final ModelRegistry registry;

	private final StoredResults results;

	ScoreReader(Jobs jobs, ModelRegistry registry, StoredResults results) {
		this.jobs = jobs;
		this.registry = registry;
		this.results = results;
	}

	/** The model of a job: that of its last epoch, if it made two. */
	public Optional<RegisteredModel> model(String jobId) {
		List<RegisteredModel> models = this.registry.ofJob(jobId);
		return models.stream()
			.filter((model) -> model.id().equals(jobId))
			.findFirst()
			.or(() -> models.stream().findFirst());
	}

	/** The scores of a job that succeeded. */
	public RunScores read(Job job) {
		Optional<RegisteredModel> model = model(job.id());
		Map<String, Map<String, Double>> metrics = model.map(RegisteredModel::metrics).orElseGet(() -> history(job));
		String lead = lead(job, metrics);
		List<Cell> cells = model.filter((known) -> this.results.has(known, lead))
			.map((known) -> CellSums.of(this.results.read(known, lead)))
			.orElse(List.of());
		return new RunScores(model.map(RegisteredModel::id).orElse(null), lead, metric(metrics.get(lead)), metrics,
				cells);
	}

	/**
	 * The scores of a paused job.
	 * @param metric the compared metric; null for the main one
	 * @throws IllegalArgumentException if the leading dataset has no such metric
	 */
	public RungScore rung(Job job, @Nullable String metric) {
		List<Pause> pauses = this.jobs.metrics(job.id(), 1).pauses();
		return rung(job, pauses.get(pauses.size() - 1), metric, seconds(job));
	}

	/**
	 * What a job that has ended reached where it paused.
	 * @param shares shares of its steps
	 * @param metric the compared metric; null for the main one
	 * @return empty unless it paused at all of them and has the metric
	 */
	public Optional<List<RungScore>> rungs(Job job, List<Double> shares, @Nullable String metric) {
		List<Pause> pauses = this.jobs.metrics(job.id(), 1).pauses();
		List<RungScore> reached = new ArrayList<>();
		for (double share : shares) {
			Pause pause = pauses.stream().filter((one) -> one.isAt(share)).findFirst().orElse(null);
			if (pause == null) {
				return Optional.empty();
			}
			try {
				reached.add(rung(job, pause, metric, seconds(job) * pause.step() / pause.totalSteps()));
			}
			catch (IllegalArgumentException ex) {
				return Optional.empty();
			}
		}
		return Optional.of(reached);
	}

	private static RungScore rung(Job job, Pause pause, @Nullable String metric, double seconds) {
		String lead = lead(job, pause.firstHalf());
		Map<String, Double> metrics = pause.firstHalf().getOrDefault(lead, Map.of());
		Double value = metrics.get((metric != null) ? metric : metric(metrics));
		if (value == null) {
			throw new IllegalArgumentException(
					"'" + lead + "' has no metric '" + metric + "'; it has " + String.join(", ", metrics.keySet()));
		}
		return new RungScore(pause.step(), pause.totalSteps(), RunScores.isQuestions(metrics) ? value : 100 * value,
				seconds);
	}

	/** Seconds of all attempts of a job. */
	public static double seconds(Job job) {
		return job.attempts()
			.stream()
			.filter((attempt) -> attempt.endedAt() != null)
			.mapToDouble((attempt) -> Duration.between(attempt.startedAt(), attempt.endedAt()).toMillis() / 1000.0)
			.sum();
	}

	private static String lead(Job job, Map<String, Map<String, Double>> metrics) {
		return LeadingDataset.of(job.plan().tasks(), metrics);
	}

	private static String metric(@Nullable Map<String, Double> metrics) {
		if (metrics == null || metrics.isEmpty()) {
			return "f1";
		}
		return RunScores.isQuestions(metrics) ? "f1" : metrics.keySet().iterator().next();
	}

	private Map<String, Map<String, Double>> history(Job job) {
		Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
		for (JobMetrics.Evaluation evaluation : this.jobs.metrics(job.id(), 1).evaluations()) {
			metrics.put(evaluation.dataset(), evaluation.metrics());
		}
		return metrics;
	}

}
