package io.mtdnn.jobs.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.rows.JobRepository;
import io.mtdnn.observability.MeterNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Meters of the whole cluster's queue. They are updated every few seconds, independently
 * of scrapes.
 */
@Component
class QueueMeters implements MeterBinder {

	private static final Logger logger = LoggerFactory.getLogger(QueueMeters.class);

	private static final int SECONDS = 10;

	private final JobRepository jobs;

	private final ScheduledExecutorService housekeeping;

	private final Clock clock;

	private volatile Map<JobStatus, Long> counts = Map.of();

	private volatile @Nullable Instant oldest;

	QueueMeters(JobRepository jobs, ScheduledExecutorService jobsHousekeeping, Clock clock) {
		this.jobs = jobs;
		this.housekeeping = jobsHousekeeping;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (JobStatus status : JobStatus.values()) {
			Gauge.builder(MeterNames.JOBS, this, (meters) -> meters.counts.getOrDefault(status, 0L))
				.tag(MeterNames.STATUS, MeterNames.tag(status))
				.register(registry);
		}
		Gauge.builder(MeterNames.QUEUE_DEPTH, this, (meters) -> meters.counts.getOrDefault(JobStatus.QUEUED, 0L))
			.register(registry);
		Gauge.builder(MeterNames.QUEUE_AGE, this, QueueMeters::age).baseUnit("seconds").register(registry);
		this.housekeeping.scheduleWithFixedDelay(this::count, 0, SECONDS, TimeUnit.SECONDS);
	}

	void count() {
		try {
			Map<JobStatus, Long> counted = new EnumMap<>(JobStatus.class);
			this.jobs.countByStatus().forEach((row) -> counted.put(row.getStatus(), row.getJobs()));
			this.counts = counted;
			this.oldest = this.jobs.oldestQueued();
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("Could not count the queue; retrying soon", ex);
		}
	}

	private double age() {
		Instant since = this.oldest;
		return (since != null) ? Duration.between(since, this.clock.instant()).toMillis() / 1000.0 : 0;
	}

}
