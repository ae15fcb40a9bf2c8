package io.mtdnn.jobs.web;

import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtdnn.jobs.history.JobFeed;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.observability.MeterNames;
import io.mtdnn.threads.DaemonThreads;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Manages the open event streams of this node. They end when the node stops; clients then
 * continue with another node.
 */
@Component
@ConditionalOnRole(NodeRole.API)
class JobStreams implements SmartLifecycle {

	private final SharedFeed feed;

	private final StreamSettings settings;

	private final Clock clock;

	private final Set<JobStream> streams = ConcurrentHashMap.newKeySet();

	private final MeterRegistry registry;

	/** A thread per stream that sends, because a client may read slowly. */
	private final ExecutorService senders = Executors.newCachedThreadPool(new DaemonThreads("job-streams"));

	private volatile @Nullable ScheduledExecutorService timer;

	JobStreams(JobFeed feed, StreamSettings settings, Clock clock, MeterRegistry registry) {
		this.feed = new SharedFeed(feed);
		this.settings = settings;
		this.clock = clock;
		this.registry = registry;
	}

	/**
	 * Opens a stream. It is empty while the node stops; its client then continues with
	 * another node.
	 * @param after sequence number of the last event the client has
	 * @throws TooManyStreamsException when this node has reached its limit
	 */
	SseEmitter open(String jobId, long after) {
		if (this.streams.size() >= this.settings.most()) {
			throw new TooManyStreamsException(this.settings.most());
		}
		JobStream stream = new JobStream(jobId, after, this.feed, this.clock, this.settings.heartbeat());
		ScheduledExecutorService running = this.timer;
		if (running == null) {
			stream.end();
			return stream.emitter();
		}
		this.streams.add(stream);
		try {
			stream.start(running, this.senders, this.settings.interval(), () -> this.streams.remove(stream));
		}
		catch (RejectedExecutionException ex) {
			stream.end();
		}
		return stream.emitter();
	}

	@Override
	public synchronized void start() {
		this.timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("job-stream-timer"));
		this.registry.gaugeCollectionSize(MeterNames.EVENT_STREAMS, io.micrometer.core.instrument.Tags.empty(),
				this.streams);
	}

	@Override
	public synchronized void stop() {
		ScheduledExecutorService running = Objects.requireNonNull(this.timer, "not started");
		this.timer = null;
		running.shutdownNow();
		// ending a stream waits for what is being sent
		this.streams.forEach((stream) -> this.senders.execute(stream::end));
	}

	@PreDestroy
	void close() {
		this.senders.shutdownNow();
	}

	@Override
	public synchronized boolean isRunning() {
		return this.timer != null;
	}

	/** Stops the streams before the web server waits for open requests. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

}
