package io.mtdnn.experiments.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.QuestionScore;
import io.mtdnn.experiments.ResultsMissingException;
import io.mtdnn.experiments.analysis.Analysis;
import io.mtdnn.experiments.analysis.ScoreKind;
import io.mtdnn.experiments.comparison.StoredResults;
import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.experiments.run.ArmResults;
import io.mtdnn.experiments.run.ExperimentJson;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.jobs.JobMetrics;
import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.registry.ModelRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Draws figures of experiments. */
@Service
public class Figures {

	private static final Logger log = LoggerFactory.getLogger(Figures.class);

	/** Leaves room for the last marker. */
	private static final double END = 1.02;

	private final ArmResults results;

	private final ExperimentJson json;

	private final Jobs jobs;

	private final ModelRegistry registry;

	private final StoredResults questions;

	Figures(ArmResults results, ExperimentJson json, Jobs jobs, ModelRegistry registry, StoredResults questions) {
		this.results = results;
		this.json = json;
		this.jobs = jobs;
		this.registry = registry;
		this.questions = questions;
	}

	/**
	 * Draws a figure.
	 * @param paper whether to add the paper's values
	 * @throws ResultsMissingException if no run has finished, or the figure needs results
	 * that are not there
	 */
	public byte[] draw(StoredExperiment experiment, List<StoredRun> runs, FigureKind kind, ScoreKind scores,
			boolean paper, FigureFormat format) {
		if (runs.stream().noneMatch((run) -> run.state() == RunState.SUCCEEDED && run.scores() != null)) {
			throw new ResultsMissingException(null, "No run of experiment '" + experiment.id() + "' has finished.");
		}
		Study study = this.json.study(experiment);
		Analysis analysis = this.results.analysis(study, runs, scores);
		return Drawing.draw(switch (kind) {
			case WEIGHT_VS_SCORE -> ScoreFigures.weights(analysis, study.arms(), study.definition().axes(), paper);
			case MIXTURE_VS_SCORE -> ScoreFigures.mixtures(analysis, study.arms(), paper);
			case LEARNING_CURVE -> losses(study, runs, analysis);
			case RISK_COVERAGE -> risks(study, runs, analysis);
			case AFFINITY -> RunFigures.affinity(measured(study, runs, JobMetrics::affinity));
			case GRADIENT_COSINE -> RunFigures.gradients(measured(study, runs, JobMetrics::gradients));
		}, format);
	}

	/** All figures that can be drawn of an experiment, as SVG, by their kind. */
	public Map<String, byte[]> all(StoredExperiment experiment, List<StoredRun> runs, ScoreKind scores) {
		Map<String, byte[]> drawn = new LinkedHashMap<>();
		for (FigureKind kind : FigureKind.values()) {
			try {
				drawn.put(kind.text(), draw(experiment, runs, kind, scores, true, FigureFormat.SVG));
			}
			catch (ResultsMissingException ex) {
				log.debug("The report of experiment {} has no figure {}: {}", experiment.id(), kind.text(),
						ex.getMessage());
			}
		}
		return drawn;
	}

	private Figure losses(Study study, List<StoredRun> runs, Analysis analysis) {
		String set = Objects.requireNonNullElse(analysis.dataset(), "");
		Set<String> tasks = new LinkedHashSet<>();
		List<Line> lines = new ArrayList<>();
		for (Arm arm : study.arms()) {
			String task = arm.trainedFor(set);
			List<List<TrainingPoint>> points = succeeded(runs, arm).stream()
				.map((run) -> points(this.jobs, run.job(), task))
				.filter((found) -> !found.isEmpty())
				.toList();
			if (!points.isEmpty()) {
				tasks.add(task);
				lines.add(RunFigures.losses(arm.label(), points));
			}
		}
		double last = some(lines).stream().mapToDouble((line) -> line.x()[line.x().length - 1]).max().orElse(1);
		return new Figure.Lines("step", "loss of " + String.join(", ", tasks), 0, END * last, lines);
	}

	/** All of them: those that thinning keeps are extremes, which have another mean. */
	static List<TrainingPoint> points(Jobs jobs, String job, String task) {
		return jobs.metrics(job, 0).training().stream().filter((point) -> point.task().equals(task)).toList();
	}

	private Figure risks(Study study, List<StoredRun> runs, Analysis analysis) {
		List<Line> lines = new ArrayList<>();
		for (Arm arm : study.arms()) {
			List<List<QuestionScore>> found = succeeded(runs, arm).stream()
				.map((run) -> scores(run, analysis.dataset()))
				.flatMap(Optional::stream)
				.toList();
			if (!found.isEmpty()) {
				lines.add(RunFigures.risk(arm.label(), found));
			}
		}
		return new Figure.Lines("questions answered, %", "wrong among them, %", 0, END * 100, some(lines));
	}

	/** Of the arm with most tasks, the first of several. */
	private <T> List<List<T>> measured(Study study, List<StoredRun> runs, Function<JobMetrics, List<T>> part) {
		return study.arms()
			.stream()
			.map((arm) -> succeeded(runs, arm).stream()
				.map((run) -> part.apply(this.jobs.metrics(run.job(), 1)))
				.filter((measured) -> !measured.isEmpty())
				.toList())
			.filter((measured) -> !measured.isEmpty())
			.reduce((a, b) -> (b.get(0).size() > a.get(0).size()) ? b : a)
			.orElseThrow(() -> new ResultsMissingException("kind",
					"no finished run has measured affinity: the plan needs the field 'affinity'"));
	}

	/** Without texts, of which many runs would fill the memory. */
	private Optional<List<QuestionScore>> scores(StoredRun run, @Nullable String dataset) {
		if (dataset == null) {
			return Optional.empty();
		}
		return Optional.ofNullable(this.json.scores(run))
			.map(RunScores::modelId)
			.flatMap(this.registry::find)
			.filter((model) -> this.questions.has(model, dataset))
			.map((model) -> this.questions.read(model, dataset).stream().map(QuestionResult::score).toList());
	}

	private static List<StoredRun> succeeded(List<StoredRun> runs, Arm arm) {
		return runs.stream().filter((run) -> run.arm().equals(arm.label()) && run.scores() != null).toList();
	}

	private static List<Line> some(List<Line> lines) {
		if (lines.isEmpty()) {
			throw new ResultsMissingException("kind", "the models or histories for this figure have been deleted");
		}
		return lines;
	}

}
