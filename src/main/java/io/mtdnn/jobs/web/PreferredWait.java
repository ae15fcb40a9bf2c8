package io.mtdnn.jobs.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtdnn.jobs.rows.JobsProperties;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Limits how long a request may wait for its pre-flight ({@code Prefer: wait}, RFC 7240)
 * and how many may wait at a time, because each occupies a thread of the web server.
 */
@Component
@ConditionalOnRole(NodeRole.API)
class PreferredWait {

	static final String APPLIED = "Preference-Applied";

	/** Maximum number of requests that wait. */
	static final int WAITING = 32;

	private static final Pattern WAIT = Pattern
		.compile("(?:^|[,;])\\s*wait\\s*(?:=\\s*\"?(\\d{1,9})\"?)?\\s*(?=$|[,;])", Pattern.CASE_INSENSITIVE);

	private final Semaphore places = new Semaphore(WAITING);

	private final Duration most;

	PreferredWait(JobsProperties properties) {
		this.most = properties.maxWait();
	}

	Duration most() {
		return this.most;
	}

	/**
	 * The requested wait, at most {@link #most()}; empty if none was requested.
	 * @param parameter whether {@code wait=true} was given
	 * @param prefer values of the header
	 */
	Optional<Duration> asked(boolean parameter, @Nullable List<String> prefer) {
		Matcher wait = WAIT.matcher((prefer != null) ? String.join(",", prefer) : "");
		if (!wait.find()) {
			return parameter ? Optional.of(this.most) : Optional.empty();
		}
		Duration asked = (wait.group(1) != null) ? Duration.ofSeconds(Long.parseLong(wait.group(1))) : this.most;
		return Optional.of((asked.compareTo(this.most) < 0) ? asked : this.most);
	}

	/**
	 * Runs the waiting work if fewer than the maximum are waiting; otherwise the work
	 * that does not wait.
	 */
	<T> T orElse(Duration wait, Function<Duration, T> waiting, Function<Duration, T> otherwise) {
		if (!this.places.tryAcquire()) {
			return otherwise.apply(wait);
		}
		try {
			return waiting.apply(wait);
		}
		finally {
			this.places.release();
		}
	}

}
