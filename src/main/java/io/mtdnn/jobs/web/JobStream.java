package io.mtdnn.jobs.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.mtdnn.jobs.JobNotFoundException;
import io.mtdnn.jobs.history.JobFeed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One client's stream of a job's events. A stored event has its sequence number as id; a
 * progress event has that of the last stored event, because it is not repeated. The last
 * event is named {@code end}.
 */
final class JobStream {

	private static final Logger logger = LoggerFactory.getLogger(JobStream.class);

	private final String jobId;

	private final SharedFeed feed;

	private final Clock clock;

	private final Duration heartbeat;

	private final SseEmitter emitter = new SseEmitter(0L);

	private long last;

	private String progress = "";

	private Instant sent;

	private final AtomicBoolean busy = new AtomicBoolean();

	private volatile @Nullable Future<?> ticks;

	private volatile boolean ended;

	JobStream(String jobId, long after, SharedFeed feed, Clock clock, Duration heartbeat) {
		this.jobId = jobId;
		this.last = after;
		this.feed = feed;
		this.clock = clock;
		this.heartbeat = heartbeat;
		this.sent = clock.instant();
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	/**
	 * Starts to send events.
	 * @param timer begins to look for news at the interval
	 * @param senders send news, which waits for a client that reads slowly
	 */
	void start(ScheduledExecutorService timer, Executor senders, Duration interval, Runnable whenDone) {
		Runnable done = () -> {
			this.ended = true;
			Future<?> running = this.ticks;
			if (running != null) {
				running.cancel(false);
			}
			whenDone.run();
		};
		this.emitter.onCompletion(done);
		this.emitter.onError((ex) -> done.run());
		this.emitter.onTimeout(done);
		this.ticks = timer.scheduleWithFixedDelay(() -> begin(senders), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Sends news unless earlier news are still being sent. */
	private void begin(Executor senders) {
		if (this.busy.compareAndSet(false, true)) {
			senders.execute(() -> {
				try {
					tick();
				}
				finally {
					this.busy.set(false);
				}
			});
		}
	}

	private synchronized void tick() {
		if (this.ended) {
			return;
		}
		try {
			JobFeed.News news = send();
			if (news.status().terminal()) {
				send("end", news.progress());
				end();
			}
			else if (!this.clock.instant().isBefore(this.sent.plus(this.heartbeat))) {
				this.emitter.send(SseEmitter.event().comment("alive"));
				this.sent = this.clock.instant();
			}
		}
		catch (IOException | IllegalStateException ex) {
			this.emitter.completeWithError(ex);
		}
		catch (JobNotFoundException ex) {
			end();
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("The database is unavailable; the stream of job {} waits", this.jobId, ex);
		}
		catch (RuntimeException ex) {
			logger.error("The stream of job {} failed", this.jobId, ex);
			this.emitter.completeWithError(ex);
		}
	}

	private JobFeed.News send() throws IOException {
		while (true) {
			JobFeed.News news = this.feed.after(this.jobId, this.last);
			for (JobFeed.Event event : news.events()) {
				this.last = event.sequence();
				send(event.name(), event.data());
			}
			if (news.complete()) {
				if (!news.progress().equals(this.progress)) {
					this.progress = news.progress();
					send("progress", news.progress());
				}
				return news;
			}
		}
	}

	private void send(String name, String data) throws IOException {
		this.emitter.send(SseEmitter.event().id(Long.toString(this.last)).name(name).data(data));
		this.sent = this.clock.instant();
	}

	/** Closes the connection. */
	void end() {
		this.ended = true;
		this.emitter.complete();
	}

}
