package io.mtdnn.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.jobs.Job.Progress;
import org.springframework.stereotype.Component;

/** Reads a job's events as they come, on any node. */
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
	 * Events with sequence numbers over {@code after}, some thousand points at most.
	 * @throws JobNotFoundException when there is no such job
	 */
	public News after(String jobId, long after) {
		// The row first: events of a transaction that ends in between are then read the next time.
		JobEntity job = this.jobs.findById(jobId).orElseThrow(() -> new JobNotFoundException(jobId));
		List<Event> news = new ArrayList<>();
		List<EventStore.Row> rows = this.events.after(jobId, after, ROWS);
		for (EventStore.Row row : rows) {
			if (row.kind() == EventKind.METRIC) {
				long sequence = row.first();
				for (JobMetrics.TrainingPoint point : PointChunk.decode(row.payload())) {
					add(news, after, sequence++, row.kind(), this.json.write(point));
				}
			}
			else {
				add(news, after, row.first(), row.kind(), new String(row.payload(), java.nio.charset.StandardCharsets.UTF_8));
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
		Map<String, Object> status = new LinkedHashMap<>();
		status.put("status", job.status());
		Progress progress = JobViews.progress(job);
		if (JobViews.reason(job) != null) {
			status.put("reason", JobViews.reason(job));
		}
		if (progress != null) {
			status.put("progress", progress);
		}
		return this.json.write(status);
	}

	/**
	 * What is new.
	 *
	 * @param complete whether these are all there are at the moment
	 * @param status the job's status
	 * @param progress JSON with status, reason and progress
	 */
	public record News(List<Event> events, boolean complete, JobStatus status, String progress) {

	}

	/**
	 * An event.
	 *
	 * @param sequence its number: rising, though not without gaps
	 * @param name metric, evaluation, totals, checkpoint or status
	 * @param data JSON
	 */
	public record Event(long sequence, String name, String data) {

	}

}
