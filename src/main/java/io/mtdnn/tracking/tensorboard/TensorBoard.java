package io.mtdnn.tracking.tensorboard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

import io.mtdnn.tracking.scalars.Scalar;
import io.mtdnn.tracking.scalars.Scalars;
import io.mtdnn.training.RunFollower;
import io.mtdnn.training.TrainingEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an event file for each attempt into a folder of its job. If a file cannot be
 * written, the attempt continues without it.
 */
final class TensorBoard implements RunFollower {

	private static final Logger logger = LoggerFactory.getLogger(TensorBoard.class);

	private final Path folder;

	private final String node;

	private final Clock clock;

	TensorBoard(Path folder, String node, Clock clock) {
		this.folder = folder;
		this.node = node;
		this.clock = clock;
	}

	@Override
	public Following follow(FollowedRun run) {
		Path file = this.folder.resolve(run.id())
			.resolve("events.out.tfevents." + this.clock.instant().getEpochSecond() + "."
					+ this.node.replaceAll("[^A-Za-z0-9.-]", "-") + "." + run.attempt());
		try {
			return new Attempt(EventFile.create(file, this.clock.instant()), run.id());
		}
		catch (IOException ex) {
			logger.warn("No TensorBoard events of job {}: {}", run.id(), ex.toString());
			return new Attempt(null, run.id());
		}
	}

	/** One attempt; its file is null once it cannot be written. */
	private final class Attempt implements Following {

		private final Scalars scalars = new Scalars();

		private final String job;

		private @Nullable EventFile file;

		private Instant flushed = Instant.MIN;

		private Attempt(@Nullable EventFile file, String job) {
			this.file = file;
			this.job = job;
		}

		@Override
		public void on(TrainingEvent event) {
			EventFile current = this.file;
			if (current == null) {
				return;
			}
			try {
				write(current, event);
			}
			catch (IOException ex) {
				failed(ex);
			}
		}

		private void write(EventFile current, TrainingEvent event) throws IOException {
			Instant now = TensorBoard.this.clock.instant();
			if (event instanceof TrainingEvent.Started started) {
				current.started(now, started.fromStep());
			}
			for (Scalar scalar : this.scalars.of(event)) {
				current.add(now, scalar);
			}
			if (event instanceof TrainingEvent.EvaluationDone || !now.isBefore(this.flushed.plusSeconds(1))) {
				this.flushed = now;
				current.flush();
			}
		}

		private void failed(IOException ex) {
			logger.warn("No further TensorBoard events of job {}: {}", this.job, ex.toString());
			close();
		}

		@Override
		public void ended(End end) {
			close();
		}

		private void close() {
			EventFile current = this.file;
			this.file = null;
			try {
				if (current != null) {
					current.close();
				}
			}
			catch (IOException ex) {
				logger.warn("The TensorBoard events of job {} are incomplete: {}", this.job, ex.toString());
			}
		}

	}

}
