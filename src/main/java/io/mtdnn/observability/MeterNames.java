package io.mtdnn.observability;

/** Names of all meters and their tags, declared once. No tag ever holds a job's id: it would grow without end. */
public final class MeterNames {

	/** Gauge of jobs by {@link #STATUS}. */
	public static final String JOBS = "mtdnn.jobs";

	/** Gauge: jobs waiting for a worker. */
	public static final String QUEUE_DEPTH = "mtdnn.jobs.queue.depth";

	/** Gauge: seconds the oldest waiting job has waited. */
	public static final String QUEUE_AGE = "mtdnn.jobs.queue.age";

	/** Counter of submissions refused because the queue was full. */
	public static final String QUEUE_REFUSED = "mtdnn.jobs.queue.refused";

	/** Counter of ended attempts by {@link #OUTCOME}. */
	public static final String ATTEMPTS = "mtdnn.jobs.attempts";

	/** Gauge: bytes of run journals that are not yet in the database. */
	public static final String JOURNAL_BACKLOG = "mtdnn.jobs.journal.backlog";

	/** Counter of failed writes to the database by the run on this node. */
	public static final String JOURNAL_WRITE_FAILURES = "mtdnn.jobs.journal.failures";

	/** Gauge of open event streams. */
	public static final String EVENT_STREAMS = "mtdnn.jobs.event.streams";

	/** Timer of optimiser steps. */
	public static final String STEP = "mtdnn.training.step";

	/** Gauge of the run on this node. */
	public static final String EXAMPLES_PER_SECOND = "mtdnn.training.examples.per.second";

	/** Gauge of the last loss by {@link #TASK}. */
	public static final String LOSS = "mtdnn.training.loss";

	/** Counter of steps by {@link #TASK}. */
	public static final String DRAWS = "mtdnn.training.draws";

	/** Gauge of the last evaluation by {@link #DATASET} and {@link #METRIC}. */
	public static final String EVALUATION = "mtdnn.training.evaluation";

	/** Timer of checkpoint writes. */
	public static final String CHECKPOINT = "mtdnn.training.checkpoint";

	/** Distribution of checkpoint sizes in bytes. */
	public static final String CHECKPOINT_SIZE = "mtdnn.training.checkpoint.size";

	public static final String STATUS = "status";

	public static final String OUTCOME = "outcome";

	public static final String TASK = "task";

	public static final String DATASET = "dataset";

	public static final String METRIC = "metric";

	private MeterNames() {
	}

}
