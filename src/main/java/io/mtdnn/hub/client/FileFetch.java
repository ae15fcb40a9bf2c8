package io.mtdnn.hub.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import io.mtdnn.files.Flush;
import io.mtdnn.hub.HubException;
import io.mtdnn.hub.HubFile;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.task.Excerpt;
import io.mtdnn.web.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads one file under a temporary name, in as many attempts as the network needs,
 * each continuing where the one before has ended, and renames it once it is verified.
 */
final class FileFetch {

	private static final Logger logger = LoggerFactory.getLogger(FileFetch.class);

	private static final String PART = ".part";

	/** Bytes after which an interruption does not count as a failure. */
	private static final long PROGRESS = 1 << 16;

	private static final int LONGEST_PAUSE = 60;

	private final HubConnection connection;

	private final Pauses pauses;

	private final int attempts;

	private final HubSnapshot snapshot;

	private final HubFile file;

	private final URI address;

	private final BooleanSupplier cancelled;

	FileFetch(HubConnection connection, Pauses pauses, int attempts, HubSnapshot snapshot, HubFile file, URI address,
			BooleanSupplier cancelled) {
		this.connection = connection;
		this.pauses = pauses;
		this.attempts = attempts;
		this.snapshot = snapshot;
		this.file = file;
		this.address = address;
		this.cancelled = cancelled;
	}

	void into(Path directory) throws IOException, InterruptedException {
		Path target = directory.resolve(this.file.path());
		if (Files.exists(target)) {
			return;
		}
		Path part = directory.resolve(this.file.path() + PART);
		boolean continued = size(part) > 0;
		transfer(part);
		if (continued && !verified(part)) {
			logger.warn("The content of {} of {} changed between two parts; downloading it again", this.file.path(),
					this.snapshot.reference());
			Files.delete(part);
			transfer(part);
		}
		if (!verified(part)) {
			Files.delete(part);
			throw HubException.untrusted("The hub sent " + this.file.path() + " with another hash than it lists ("
					+ HubHash.expected(this.file) + ")");
		}
		Flush.file(part);
		Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
		Flush.directory(directory);
	}

	private boolean verified(Path part) throws IOException {
		return HubHash.of(this.file, part).equals(HubHash.expected(this.file));
	}

	private void transfer(Path part) throws IOException, InterruptedException {
		int failures = 0;
		while (!Files.exists(part) || size(part) != this.file.size()) {
			requireWanted();
			long before = size(part);
			if (before > this.file.size()) {
				Files.delete(part);
				continue;
			}
			try {
				new FileAttempt(this.connection, this.snapshot, this.file, this.address, this::requireWanted)
					.append(part, before);
			}
			catch (CutException | HubException ex) {
				requireTemporary(ex, part);
				failures = (size(part) - before >= PROGRESS) ? 0 : failures + 1;
				retry(failures, part, ex);
			}
		}
	}

	/** Data from a hub that contradicts itself are discarded. */
	private static void requireTemporary(Exception ex, Path part) throws IOException {
		if (ex instanceof HubException hub && hub.type() != ProblemType.HUB_UNAVAILABLE) {
			if (hub.type() == ProblemType.HUB_UNTRUSTED) {
				Files.deleteIfExists(part);
			}
			throw hub;
		}
	}

	private void retry(int failures, Path part, Exception ex) throws IOException, InterruptedException {
		String what = "%s: %s after %d of %d bytes".formatted(this.file.path(), Excerpt.of(ex.getMessage()), size(part),
				this.file.size());
		if (failures >= this.attempts) {
			throw HubException.unavailable("%s; given up after %d attempts".formatted(what, failures), ex);
		}
		logger.info("Continuing the download of {}: {}", this.snapshot.reference(), what);
		for (int seconds = Math.min(LONGEST_PAUSE, 1 << Math.min(failures, 10)); seconds > 0; seconds--) {
			this.pauses.pause(Duration.ofSeconds(1));
			requireWanted();
		}
	}

	private void requireWanted() throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException("the service is shutting down");
		}
		if (this.cancelled.getAsBoolean()) {
			throw new CancellationException("the download was cancelled");
		}
	}

	private static long size(Path part) throws IOException {
		return Files.exists(part) ? Files.size(part) : 0;
	}

}
