package io.mtdnn.jobs.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.mtdnn.jobs.JobEvents;
import io.mtdnn.jobs.JobEvents.Snapshot;
import io.mtdnn.jobs.JobMetrics;
import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.rows.JobEntity;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.jobs.rows.JobRepository;
import io.mtdnn.training.TrainingEvent.CheckpointWritten;
import org.springframework.stereotype.Component;

/** Reads a job's new events, on any node. */
@Component
public class JobFeed {

	private static final int ROWS = 50;

	private final JobRepository jobs;

	private final EventStore events;

	private final JobJson json;

	JobFeed(JobRepository jobs, EventStore events, JobJson json) {
		this.jobs = jobs;
		this.events = events;
		this.json = json;
	}

	/**
	 * Events with sequence numbers greater than {@code after}, limited to a few thousand
	 * points.
	 * @throws JobNotFoundException when the job does not exist
	 */
	public News after(String jobId, long after) {
		// Reads the row first: events of a transaction that commits in between are then
		// read the
		// next time.
		JobEntity job = this.jobs.findById(jobId).orElseThrow(() -> new JobNotFoundException(jobId));
		List<Event> news = new ArrayList<>();
		List<EventStore.Row> rows = this.events.after(jobId, after, ROWS);
		for (EventStore.Row row : rows) {
			switch (row.kind()) {
				case METRIC -> {
					long sequence = row.first();
					for (JobMetrics.TrainingPoint point : PointChunk.decode(row.payload())) {
						add(news, after, sequence++, row.kind(), this.json.write(point));
					}
				}
				case CHECKPOINT -> add(news, after, row.first(), row.kind(),
						this.json.write(RunHistory.checkpoint(this.json.read(row.payload(), CheckpointWritten.class))));
				default -> add(news, after, row.first(), row.kind(), new String(row.payload(), StandardCharsets.UTF_8));
			}
		}
		boolean complete = rows.size() < ROWS;
		return new News(news, complete, job.status(), status(job));
	}

	private static void add(List<Event> news, long after, long sequence, EventKind kind, String data) {
		if (sequence > after) {
			news.add(new Event(sequence, kind.text(), data));
		}
	}

	private String status(JobEntity job) {
		return this.json.write(new Snapshot(job.status(), JobViews.reason(job), JobViews.progress(job)));
	}

	/**
	 * New events and the current state.
	 *
	 * @param complete whether these are all current events
	 * @param status the job's status
	 * @param progress JSON of a {@link Snapshot}
	 */
	public record News(List<Event> events, boolean complete, JobStatus status, String progress) {

	}

	/**
	 * An event.
	 *
	 * @param sequence its number; numbers increase but may have gaps
	 * @param name metric, evaluation, totals, affinity, pause, checkpoint or status
	 * @param data JSON of a point, an evaluation or a record of {@link JobEvents}
	 */
	public record Event(long sequence, String name, String data) {

	}

}
