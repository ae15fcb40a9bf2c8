package io.mtdnn.jobs.web;

import io.mtdnn.jobs.JobEvents;
import io.mtdnn.jobs.JobMetrics;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Describes the data of an event for the OpenAPI document; {@link JobStream} sends it.
 */
@Schema(name = "JobEvent",
		description = "JSON in the data field of a server-sent event, by its name: metric holds a TrainingPoint,"
				+ " evaluation an Evaluation, totals a Totals, affinity a StepEffect, pause a Pause, checkpoint a Checkpoint, status a StatusChange, progress"
				+ " and end a Snapshot",
		oneOf = { JobMetrics.TrainingPoint.class, JobMetrics.Evaluation.class, JobEvents.Totals.class,
				JobMetrics.StepEffect.class, JobMetrics.Pause.class, JobMetrics.Checkpoint.class,
				JobEvents.StatusChange.class, JobEvents.Snapshot.class })
interface JobEventSchema {

}
