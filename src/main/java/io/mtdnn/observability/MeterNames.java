package io.mtdnn.observability;

import java.util.Locale;

/**
 * The names of all meters and their tags. No tag contains a job's id, because its number
 * of values would be unbounded.
 */
public final class MeterNames {

	/** Gauge of jobs by {@link #STATUS}. */
	public static final String JOBS = "mtdnn.jobs";

	/** Gauge: jobs waiting for a worker. */
	public static final String QUEUE_DEPTH = "mtdnn.jobs.queue.depth";

	/** Gauge: seconds the oldest waiting job has waited. */
	public static final String QUEUE_AGE = "mtdnn.jobs.queue.age";

	/** Timer: pre-flights, which read the data of a job before it is queued. */
	public static final String PREFLIGHT = "mtdnn.jobs.preflight";

	/** Counter of submissions and resumes rejected because the queue was full. */
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

	/** Gauge of training items per second of the runs on this node. */
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

	/** Timer: a whole inference request, by {@link #KIND} and {@link #OUTCOME}. */
	public static final String ANSWER = "mtdnn.serving.answer";

	/** Timer: waiting in the serving queue. */
	public static final String SERVING_QUEUE = "mtdnn.serving.queue";

	/** Gauge: requests waiting in the serving queue. */
	public static final String SERVING_QUEUE_DEPTH = "mtdnn.serving.queue.depth";

	/** Timer: tokenising a request. */
	public static final String TOKENISE = "mtdnn.serving.tokenise";

	/** Timer: the model's forward pass of a batch. */
	public static final String INFER = "mtdnn.serving.infer";

	/** Timer: decoding logits into an answer. */
	public static final String DECODE = "mtdnn.serving.decode";

	/** Distribution: input rows per batch. */
	public static final String BATCH_ROWS = "mtdnn.serving.batch.rows";

	/**
	 * Distribution, 0 to 1: share of padding that a batch padded to its longest row would
	 * have, and that packing avoids.
	 */
	public static final String PADDING = "mtdnn.serving.batch.padding";

	/** Counter: rejected requests, by {@link #REASON}. */
	public static final String REJECTED = "mtdnn.serving.rejected";

	/** Counter: answer cache look-ups, by {@link #OUTCOME} (hit, miss). */
	public static final String ANSWER_CACHE = "mtdnn.serving.cache";

	/**
	 * Counter: questions answered, by {@link #RESULT}: {@code text}, or {@code empty} for
	 * no answer.
	 */
	public static final String QUESTIONS = "mtdnn.serving.questions";

	/** Gauge: the null threshold of the most recently used model. */
	public static final String THRESHOLD = "mtdnn.serving.threshold";

	/** Timer: loading a model. */
	public static final String MODEL_LOAD = "mtdnn.serving.model.load";

	/** Gauge: models in memory. */
	public static final String MODELS_LOADED = "mtdnn.serving.models.loaded";

	/** Gauge, bytes: native memory that the weights of loaded models take. */
	public static final String MODEL_MEMORY = "mtdnn.serving.models.memory";

	/** Gauge: jobs that a device is training, by {@link #DEVICE}. */
	public static final String DEVICE_JOBS = "mtdnn.devices.jobs";

	/** Gauge, bytes: resident memory of the process, including tensors and Java heap. */
	public static final String RESIDENT_MEMORY = "mtdnn.memory.resident";

	/** Gauge: 1 while the database responds, else 0. */
	public static final String DATABASE_UP = "mtdnn.database.up";

	/** Gauge, bytes: free space, by {@link #FOLDER}. */
	public static final String STORAGE_FREE = "mtdnn.storage.free";

	/** Gauge, bytes: space to keep free, by {@link #FOLDER}. */
	public static final String STORAGE_RESERVE = "mtdnn.storage.reserve";

	/** Tag: the setting that names a folder. */
	public static final String FOLDER = "folder";

	public static final String KIND = "kind";

	public static final String RESULT = "result";

	public static final String DEVICE = "device";

	public static final String REASON = "reason";

	public static final String STATUS = "status";

	public static final String OUTCOME = "outcome";

	public static final String TASK = "task";

	public static final String DATASET = "dataset";

	public static final String METRIC = "metric";

	private MeterNames() {
	}

	/** The value of a tag for a constant: lower case with hyphens. */
	public static String tag(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
