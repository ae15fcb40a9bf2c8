package io.mtdnn.experiments.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.ScoreKind;
import io.mtdnn.experiments.output.Report;
import io.mtdnn.experiments.output.Report.ReportedRun;
import io.mtdnn.experiments.output.StudyTable;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.scores.ScoreReader;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.Jobs;
import org.jspecify.annotations.Nullable;
import io.mtdnn.training.ParameterCounts;
import io.mtdnn.training.PreflightReport;
import org.springframework.stereotype.Service;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Collects the data for reports of experiments. */
@Service
public class Reports {

	private static final JsonMapper INDENTED = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final ArmResults results;

	private final ExperimentJson json;

	private final Jobs jobs;

	Reports(ArmResults results, ExperimentJson json, Jobs jobs) {
		this.results = results;
		this.json = json;
		this.jobs = jobs;
	}

	/** The report of an experiment. */
	public Report of(StoredExperiment experiment, List<StoredRun> runs, ScoreKind kind) {
		Study study = this.json.study(experiment);
		Analysis analysis = this.results.analysis(study, runs, kind);
		List<Job> ended = runs.stream()
			.filter((run) -> run.scores() != null)
			.map(this::job)
			.filter(Objects::nonNull)
			.toList();
		List<Double> hours = ended.stream().map(Reports::hours).toList();
		Map<String, Object> environment = ended.isEmpty() ? Map.of() : this.jobs.environment(ended.get(0).id());
		return new Report(experiment.id(), experiment.name(), indented(experiment.request()),
				indented(experiment.definition()), this.json.inputs(experiment), environment,
				runs.stream().map(this::reported).toList(), axes(study), datasets(ended), parameters(runs, ended),
				hours, analysis, StudyTable.of(experiment.name(), analysis, study.arms(), true));
	}

	private @Nullable Job job(StoredRun run) {
		try {
			return this.jobs.get(run.job());
		}
		catch (JobNotFoundException ex) {
			return null;
		}
	}

	/** Without the time in which a job waited, was paused or was stopped. */
	private static double hours(Job job) {
		return ScoreReader.seconds(job) / 3600;
	}

	private static List<String> axes(Study study) {
		return study.definition()
			.axes()
			.stream()
			.map((axis) -> axis.field() + ": "
					+ axis.values().stream().map(Object::toString).collect(Collectors.joining(", ")))
			.toList();
	}

	/** Examples of the leading runs' tasks, as their pre-flight counted them. */
	private static List<String> datasets(List<Job> ended) {
		Map<String, String> sizes = new LinkedHashMap<>();
		for (Job job : ended) {
			PreflightReport preflight = job.preflight();
			if (preflight != null) {
				preflight.tasks()
					.forEach((task) -> sizes.putIfAbsent(task.dataset(), task.dataset() + " with " + task.examples()
							+ " training and " + task.evaluationExamples() + " evaluation examples"));
			}
		}
		return List.copyOf(sizes.values());
	}

	/** Each model size once, with the arms that have it if there are several. */
	private static List<String> parameters(List<StoredRun> runs, List<Job> ended) {
		Map<String, Set<String>> arms = new LinkedHashMap<>();
		for (StoredRun run : runs) {
			ended.stream()
				.filter((job) -> job.id().equals(run.jobId()))
				.map(Job::preflight)
				.filter((preflight) -> preflight != null && preflight.parameters() != null)
				.map((preflight) -> text(Objects.requireNonNull(preflight.parameters())))
				.forEach((text) -> arms.computeIfAbsent(text, (key) -> new LinkedHashSet<>()).add(run.arm()));
		}
		return arms.entrySet()
			.stream()
			.map((size) -> size.getKey() + ((arms.size() > 1) ? " (" + String.join("; ", size.getValue()) + ")" : ""))
			.toList();
	}

	private static String text(ParameterCounts counts) {
		String heads = counts.heads()
			.entrySet()
			.stream()
			.map((head) -> String.format(Locale.ROOT, "%s %,d", head.getKey(), head.getValue()))
			.collect(Collectors.joining(", "));
		return String.format(Locale.ROOT, "encoder %,d, heads %s, in all %,d", counts.encoder(), heads, counts.total());
	}

	private ReportedRun reported(StoredRun run) {
		RunScores scores = this.json.scores(run);
		return new ReportedRun(run.arm(), run.seed(), run.state().name(), run.jobId(),
				(scores != null) ? scores.modelId() : null, (scores != null) ? scores.mainScore() : null);
	}

	private static String indented(String text) {
		return INDENTED.writeValueAsString(INDENTED.readTree(text));
	}

}
