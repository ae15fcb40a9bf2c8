package io.mtdnn.web.tomcat;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 with a time limit for the headers of a request. The container's own limit
 * restarts at each byte, so a client that sends a byte now and then could keep a
 * connection open forever.
 */
public final class TimedHeadersProtocol extends Http11NioProtocol {

	private Duration headerTime = Duration.ofSeconds(20);

	private @Nullable ScheduledFuture<?> watch;

	void setHeaderTime(Duration headerTime) {
		this.headerTime = headerTime;
	}

	@Override
	public void start() throws Exception {
		super.start();
		this.watch = getUtilityExecutor().scheduleWithFixedDelay(this::closeLate, 1, 1, TimeUnit.SECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.watch != null) {
			this.watch.cancel(false);
		}
		super.stop();
	}

	private void closeLate() {
		for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
			if (connection.getCurrentProcessor() instanceof Processor processor && isLate(processor.getRequest())) {
				connection.close();
			}
		}
	}

	private boolean isLate(Request request) {
		return request != null && request.getStartTimeNanos() != -1 && isIncomplete(request)
				&& System.nanoTime() - request.getStartTimeNanos() > this.headerTime.toNanos();
	}

	/**
	 * While a connection waits for the rest of its headers, no thread is processing it
	 * and no response has begun.
	 */
	private static boolean isIncomplete(Request request) {
		int stage = request.getRequestProcessor().getStage();
		AtomicBoolean async = new AtomicBoolean();
		request.action(ActionCode.ASYNC_IS_ASYNC, async);
		return (stage == Constants.STAGE_PARSE || stage == Constants.STAGE_ENDED) && !async.get()
				&& !request.getResponse().isCommitted();
	}

}
