package io.mtdnn.jobs.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.mtdnn.jobs.JobScore;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.training.PreflightReport.EvaluationReport;
import io.mtdnn.training.PreflightReport.TaskReport;
import io.mtdnn.training.TrainingEvent.EvaluationDone;
import tools.jackson.core.type.TypeReference;

/** Stores the newest scores of a job in its row, for lists. */
final class RunScores {

	private static final TypeReference<List<JobScore>> TYPE = new TypeReference<>() {
	};

	private RunScores() {
	}

	/** Records an evaluation. Reports of earlier versions do not name the main metric. */
	static void note(JobEntity job, EvaluationDone evaluation, JobJson json) {
		List<EvaluationReport> sets = sets(
				json.read(Objects.requireNonNull(job.preparation().preflight()), PreflightReport.class));
		List<JobScore> known = json.readOrNull(job.scores().json(), TYPE);
		List<JobScore> scores = new ArrayList<>();
		for (EvaluationReport set : sets) {
			if (set.dataset().equals(evaluation.dataset())) {
				String metric = set.metric();
				Double value = (metric != null) ? evaluation.metrics().get(metric) : null;
				if (metric != null && value != null) {
					scores.add(new JobScore(set.dataset(), metric, value));
				}
			}
			else if (known != null) {
				known.stream().filter((score) -> score.dataset().equals(set.dataset())).forEach(scores::add);
			}
		}
		if (!scores.isEmpty()) {
			boolean main = scores.get(0).dataset().equals(sets.get(0).dataset());
			job.scores().set(json.write(scores), main ? scores.get(0).value() : null);
		}
	}

	private static List<EvaluationReport> sets(PreflightReport report) {
		return report.tasks()
			.stream()
			.map(TaskReport::evaluations)
			.filter((evaluations) -> evaluations != null)
			.flatMap(List::stream)
			.toList();
	}

}
