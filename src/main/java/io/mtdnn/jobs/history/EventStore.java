package io.mtdnn.jobs.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.mtdnn.jobs.JobEnded;
import io.mtdnn.jobs.JobEvents.StatusChange;
import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores each job's events in order. Sequence numbers come from the job's row, which the
 * caller has locked; they are never reused.
 */
@Component
public class EventStore {

	private static final String INSERT = """
			insert into job_event (job_id, first_sequence, last_sequence, kind, first_step, last_step, label, payload)
			values (:job, :first, :last, :kind, :firstStep, :lastStep, :label, :payload)""";

	/**
	 * A row has at most {@link PointChunk#CAPACITY} sequence numbers: earlier rows than
	 * this cannot reach a number, and the index skips them.
	 */
	private static final String REACHES = "first_sequence > :number - " + PointChunk.CAPACITY + " and last_sequence ";

	private static final String COLUMNS = "select first_sequence, kind, payload from job_event ";

	private final JdbcClient jdbc;

	private final JobEnds ends;

	private final JobJson json;

	EventStore(JdbcClient jdbc, JobEnds ends, JobJson json) {
		this.jdbc = jdbc;
		this.ends = ends;
		this.json = json;
	}

	/**
	 * Appends a change of status and, if the job has ended, publishes {@link JobEnded}.
	 */
	public void status(JobEntity job) {
		attempt(job, null, null);
		if (job.status().terminal()) {
			this.ends.publishAfterCommit(new JobEnded(job.getId(), job.status()));
		}
	}

	/** Appends the beginning of an attempt. */
	public void attempt(JobEntity job, @Nullable Integer fromStep, @Nullable List<String> notes) {
		StatusChange change = new StatusChange(job.status(), job.attempts().newest(), job.reason(),
				job.end().failureKind(), fromStep, notes);
		insert(job, EventKind.STATUS, null, this.json.bytes(change));
	}

	/** Appends an event that replaces the earlier one of the same label. */
	public void replace(JobEntity job, EventKind kind, String label, Object payload) {
		this.jdbc.sql("delete from job_event where job_id = ? and kind = ? and label = ?")
			.params(job.getId(), kind.text(), label)
			.update();
		insert(job, kind, label, this.json.bytes(payload));
	}

	/** Appends points, filling the newest row before starting another. */
	public void append(JobEntity job, List<TrainingPoint> points) {
		List<TrainingPoint> left = points;
		Row open = openChunk(job);
		if (open != null && !left.isEmpty()) {
			List<TrainingPoint> filled = new ArrayList<>(PointChunk.decode(open.payload()));
			int taken = Math.min(PointChunk.CAPACITY - filled.size(), left.size());
			filled.addAll(left.subList(0, taken));
			job.record().takeSequences(taken);
			update(job, open.first(), filled);
			left = left.subList(taken, left.size());
		}
		while (!left.isEmpty()) {
			List<TrainingPoint> chunk = left.subList(0, Math.min(PointChunk.CAPACITY, left.size()));
			long first = job.record().takeSequences(chunk.size());
			insert(job.getId(), first, first + chunk.size() - 1, EventKind.METRIC, chunk.get(0).step(),
					chunk.get(chunk.size() - 1).step(), null, PointChunk.encode(chunk));
			left = left.subList(chunk.size(), left.size());
		}
	}

	/** Removes an earlier attempt's reports about steps that are now repeated. */
	public void removeAfter(JobEntity job, int step) {
		this.jdbc.sql(
				"delete from job_event where job_id = ? and kind in ('metric', 'evaluation', 'totals', 'affinity', 'pause', 'checkpoint')"
						+ " and first_step > ?")
			.params(job.getId(), step)
			.update();
		this.jdbc.sql(COLUMNS + "where job_id = ? and kind = 'metric' and last_step > ?")
			.params(job.getId(), step)
			.query(EventStore::row)
			.list()
			.forEach((row) -> update(job, row.first(),
					PointChunk.decode(row.payload()).stream().filter((point) -> point.step() <= step).toList()));
	}

	/** Rows with sequence numbers greater than {@code after}, in order. */
	List<Row> after(String jobId, long after, int limit) {
		return this.jdbc
			.sql(COLUMNS + "where job_id = :job and " + REACHES + "> :number order by first_sequence fetch first "
					+ limit + " rows only")
			.params(Map.of("job", jobId, "number", Math.max(0, after)))
			.query(EventStore::row)
			.list();
	}

	/** All rows of some kinds, in order. */
	List<Row> of(String jobId, EventKind... kinds) {
		List<String> names = java.util.Arrays.stream(kinds).map(EventKind::text).toList();
		return this.jdbc.sql(COLUMNS + "where job_id = :job and kind in (:kinds) order by first_sequence")
			.params(Map.of("job", jobId, "kinds", names))
			.query(EventStore::row)
			.list();
	}

	private @Nullable Row openChunk(JobEntity job) {
		return this.jdbc
			.sql(COLUMNS + "where job_id = :job and " + REACHES + "= :number and kind = 'metric'"
					+ " and last_sequence - first_sequence + 1 < " + PointChunk.CAPACITY)
			.params(Map.of("job", job.getId(), "number", job.record().nextSequence() - 1))
			.query(EventStore::row)
			.optional()
			.orElse(null);
	}

	private void insert(JobEntity job, EventKind kind, @Nullable String label, byte[] payload) {
		long sequence = job.record().takeSequences(1);
		insert(job.getId(), sequence, sequence, kind, job.progress().step(), job.progress().step(), label, payload);
	}

	private void insert(String job, long first, long last, EventKind kind, int firstStep, int lastStep,
			@Nullable String label, byte[] payload) {
		this.jdbc.sql(INSERT)
			.param("job", job)
			.param("first", first)
			.param("last", last)
			.param("kind", kind.text())
			.param("firstStep", firstStep)
			.param("lastStep", lastStep)
			.param("label", label, java.sql.Types.VARCHAR)
			.param("payload", payload)
			.update();
	}

	private void update(JobEntity job, long first, List<TrainingPoint> points) {
		this.jdbc
			.sql("update job_event set last_sequence = ?, last_step = ?, payload = ? where job_id = ? and"
					+ " first_sequence = ?")
			.params(first + points.size() - 1, points.get(points.size() - 1).step(), PointChunk.encode(points),
					job.getId(), first)
			.update();
	}

	private static Row row(java.sql.ResultSet result, int number) throws java.sql.SQLException {
		return new Row(result.getLong(1), EventKind.of(result.getString(2)), result.getBytes(3));
	}

	/**
	 * A stored event, or a chunk of points with one sequence number each.
	 *
	 * @param payload JSON, or a {@link PointChunk} for {@link EventKind#METRIC}
	 */
	record Row(long first, EventKind kind, byte[] payload) {

	}

}
