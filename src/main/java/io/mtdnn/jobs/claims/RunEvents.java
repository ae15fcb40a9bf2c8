package io.mtdnn.jobs.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.mtdnn.jobs.JobEvents.Totals;
import io.mtdnn.jobs.JobMetrics.Evaluation;
import io.mtdnn.jobs.JobMetrics.Pause;
import io.mtdnn.jobs.JobMetrics.StepEffect;
import io.mtdnn.jobs.JobMetrics.TaskSummary;
import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import io.mtdnn.jobs.history.EventKind;
import io.mtdnn.jobs.history.EventStore;
import io.mtdnn.jobs.rows.AttemptEntity;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.training.TrainingEvent;
import org.springframework.stereotype.Component;

/** Writes the events of a run to the rows of its job. */
@Component
class RunEvents {

	private final EventStore events;

	private final JobJson json;

	RunEvents(EventStore events, JobJson json) {
		this.events = events;
		this.json = json;
	}

	/**
	 * Writes events in their order. Consecutive steps are stored together.
	 * @param attempt the attempt's row, which few events change
	 */
	void write(JobEntity job, Supplier<AttemptEntity> attempt, List<TrainingEvent> news) {
		List<TrainingPoint> points = new ArrayList<>();
		for (TrainingEvent event : news) {
			if (event instanceof TrainingEvent.StepDone step) {
				job.progress()
					.advance(step.step(), step.totalSteps(), step.epoch(), step.examplesPerSecond(),
							step.secondsLeft());
				points.add(new TrainingPoint(step.step(), step.epoch(), step.task(), step.loss(), step.learningRate(),
						step.examplesPerSecond()));
			}
			else {
				this.events.append(job, points);
				points.clear();
				write(job, attempt, event);
			}
		}
		this.events.append(job, points);
	}

	private void write(JobEntity job, Supplier<AttemptEntity> attempt, TrainingEvent event) {
		if (event instanceof TrainingEvent.Started started) {
			this.events.removeAfter(job, started.fromStep());
			job.progress().startedFrom(started.fromStep(), started.totalSteps());
			attempt.get().startedFrom(started.fromStep(), this.json.write(started.notes()));
			this.events.attempt(job, started.fromStep(), started.notes());
		}
		else if (event instanceof TrainingEvent.InputsRead read) {
			attempt.get().began();
			Map<String, Object> environment = Objects.requireNonNull(
					this.json.readOrNull(job.attempts().environment(), RunEnvironment.TYPE), "a running job has one");
			RunEnvironment.add(environment, read.inputs());
			job.attempts().describe(this.json.write(environment));
		}
		else if (event instanceof TrainingEvent.Evaluating evaluating) {
			job.progress().evaluating(evaluating.secondsLeft());
		}
		else if (event instanceof TrainingEvent.EvaluationDone evaluation) {
			this.events.replace(job, EventKind.EVALUATION, evaluation.epoch() + "/" + evaluation.dataset(),
					new Evaluation(evaluation.epoch(), evaluation.dataset(), evaluation.metrics()));
			RunScores.note(job, evaluation, this.json);
		}
		else if (event instanceof TrainingEvent.Paused paused) {
			this.events.replace(job, EventKind.PAUSE, Integer.toString(paused.step()),
					new Pause(paused.step(), paused.totalSteps(), paused.metrics(), paused.firstHalf()));
		}
		else if (event instanceof TrainingEvent.TaskTotals totals) {
			this.events.replace(job, EventKind.TOTALS, "totals", new Totals(job.progress().step(), summaries(totals)));
		}
		else if (event instanceof TrainingEvent.AffinityMeasured affinity) {
			this.events.replace(job, EventKind.AFFINITY, Integer.toString(affinity.step()),
					new StepEffect(affinity.step(), affinity.task(), affinity.changes(), affinity.cosines()));
		}
		else if (event instanceof TrainingEvent.CheckpointWritten checkpoint) {
			job.checkpointed(checkpoint.step());
			this.events.replace(job, EventKind.CHECKPOINT, "checkpoint", checkpoint);
		}
	}

	private static List<TaskSummary> summaries(TrainingEvent.TaskTotals totals) {
		return totals.tasks()
			.stream()
			.map((total) -> new TaskSummary(total.dataset(), total.weight(), total.draws(), total.passes(),
					total.meanLoss()))
			.toList();
	}

}
