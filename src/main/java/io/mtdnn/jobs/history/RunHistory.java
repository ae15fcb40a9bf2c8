package io.mtdnn.jobs.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.jobs.JobEvents.Totals;
import io.mtdnn.jobs.JobMetrics;
import io.mtdnn.jobs.JobMetrics.Checkpoint;
import io.mtdnn.jobs.JobMetrics.Evaluation;
import io.mtdnn.jobs.JobMetrics.Pause;
import io.mtdnn.jobs.JobMetrics.StepEffect;
import io.mtdnn.jobs.JobMetrics.StepRange;
import io.mtdnn.jobs.JobMetrics.TaskSummary;
import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.training.PreflightReport.TaskReport;
import io.mtdnn.training.TrainingEvent.CheckpointWritten;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the history of a run from its events. */
@Component
public class RunHistory {

	private final EventStore events;

	private final JobJson json;

	RunHistory(EventStore events, JobJson json) {
		this.events = events;
		this.json = json;
	}

	public JobMetrics of(JobEntity job, int points, StepRange steps) {
		List<TrainingPoint> training = new ArrayList<>(job.progress().step());
		List<Evaluation> evaluations = new ArrayList<>();
		List<StepEffect> effects = new ArrayList<>();
		List<Pause> pauses = new ArrayList<>();
		Totals totals = null;
		Checkpoint checkpoint = null;
		for (EventStore.Row row : this.events.of(job.getId(), EventKind.METRIC, EventKind.EVALUATION, EventKind.TOTALS,
				EventKind.AFFINITY, EventKind.PAUSE, EventKind.CHECKPOINT)) {
			switch (row.kind()) {
				case METRIC -> PointChunk.decode(row.payload(), training::add);
				case EVALUATION -> evaluations.add(this.json.read(row.payload(), Evaluation.class));
				case AFFINITY -> effects.add(this.json.read(row.payload(), StepEffect.class));
				case PAUSE -> pauses.add(this.json.read(row.payload(), Pause.class));
				case CHECKPOINT -> checkpoint = checkpoint(this.json.read(row.payload(), CheckpointWritten.class));
				default -> totals = this.json.read(row.payload(), Totals.class);
			}
		}
		int last = training.isEmpty() ? 0 : training.get(training.size() - 1).step();
		List<TaskSummary> tasks = (totals != null && totals.step() >= last) ? totals.tasks()
				: counted(this.json.readOrNull(job.preparation().preflight(), PreflightReport.class), training);
		return new JobMetrics(job.getId(), job.status(), Thinning.minMax(within(training, steps), points), tasks,
				evaluations, AffinityMeans.changes(effects), AffinityMeans.cosines(effects), pauses, checkpoint);
	}

	private static List<TrainingPoint> within(List<TrainingPoint> training, StepRange steps) {
		return steps.equals(StepRange.ALL) ? training
				: training.stream().filter((point) -> steps.contains(point.step())).toList();
	}

	/** The client's view of a checkpoint. */
	static Checkpoint checkpoint(CheckpointWritten written) {
		return new Checkpoint(written.step(), written.bytes(), written.duration().toMillis() / 1000.0, written.share());
	}

	/**
	 * Computes totals from the points, because the engine reports totals only at the end
	 * of an epoch.
	 */
	private static List<TaskSummary> counted(@Nullable PreflightReport preflight, List<TrainingPoint> training) {
		if (preflight == null) {
			return List.of();
		}
		Map<String, double[]> sums = new LinkedHashMap<>();
		preflight.tasks().forEach((task) -> sums.put(task.dataset(), new double[2]));
		for (TrainingPoint point : training) {
			double[] sum = sums.computeIfAbsent(point.task(), (task) -> new double[2]);
			sum[0]++;
			sum[1] += point.loss();
		}
		List<TaskSummary> tasks = new ArrayList<>();
		for (TaskReport task : preflight.tasks()) {
			double[] sum = Objects.requireNonNull(sums.get(task.dataset()));
			tasks.add(new TaskSummary(task.dataset(), task.weight(), (int) sum[0],
					(task.batches() > 0) ? sum[0] / task.batches() : 0, (sum[0] > 0) ? sum[1] / sum[0] : 0));
		}
		return tasks;
	}

}
