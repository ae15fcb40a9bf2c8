package io.mtdnn.jobs.web;

import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.mtdnn.jobs.history.JobFeed;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.observability.MeterNames;
import io.mtdnn.threads.DaemonThreads;
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

	private static final int THREADS = 4;

	private final JobFeed feed;

	private final StreamSettings settings;

	private final Clock clock;

	private final Set<JobStream> streams = ConcurrentHashMap.newKeySet();

	private final MeterRegistry registry;

	private @Nullable ScheduledExecutorService executor;

	JobStreams(JobFeed feed, StreamSettings settings, Clock clock, MeterRegistry registry) {
		this.feed = feed;
		this.settings = settings;
		this.clock = clock;
		this.registry = registry;
	}

	/**
	 * Opens a stream.
	 * @param after sequence number of the last event the client has
	 * @throws TooManyStreamsException when this node has reached its limit
	 */
	SseEmitter open(String jobId, long after) {
		if (this.streams.size() >= this.settings.most()) {
			throw new TooManyStreamsException(this.settings.most());
		}
		JobStream stream = new JobStream(jobId, after, this.feed, this.clock, this.settings.heartbeat());
		this.streams.add(stream);
		stream.start(Objects.requireNonNull(this.executor, "streams are served between start and stop"),
				this.settings.interval(), () -> this.streams.remove(stream));
		return stream.emitter();
	}

	@Override
	public synchronized void start() {
		this.executor = Executors.newScheduledThreadPool(THREADS, new DaemonThreads("job-streams"));
		this.registry.gaugeCollectionSize(MeterNames.EVENT_STREAMS, io.micrometer.core.instrument.Tags.empty(),
				this.streams);
	}

	@Override
	public synchronized void stop() {
		ScheduledExecutorService running = Objects.requireNonNull(this.executor, "not started");
		running.shutdown();
		this.streams.forEach(JobStream::end);
		try {
			running.awaitTermination(2, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.executor = null;
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	/** Stops the streams before the web server waits for open requests. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

}
