package io.mtdnn.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.Shortage;
import io.mtdnn.training.StopSignal.Request;
import io.mtdnn.training.TrainingEvent;
import org.jspecify.annotations.Nullable;

/**
 * Checks the disk space for a run's next checkpoint. The run stops while that checkpoint
 * still fits, so that it ends with a complete checkpoint and never fills the disk.
 */
final class RunSpace {

	private final DiskReserve reserve;

	private final Path checkpoints;

	private long checkpointBytes;

	private volatile @Nullable Shortage shortage;

	RunSpace(DiskReserve reserve, Path checkpoints) {
		this.reserve = reserve;
		this.checkpoints = checkpoints;
		this.checkpointBytes = largest(checkpoints);
	}

	void on(TrainingEvent event) {
		if (event instanceof TrainingEvent.CheckpointWritten written) {
			this.checkpointBytes = written.bytes();
		}
	}

	/** Decides how the run continues; requests a last checkpoint only if it fits. */
	Request request() {
		Optional<Shortage> found = this.reserve.shortage("mtdnn.runs-dir", this.checkpoints, this.checkpointBytes);
		if (found.isEmpty()) {
			return Request.GO_ON;
		}
		Shortage now = found.get();
		this.shortage = now;
		boolean fits = this.checkpointBytes > 0 && now.free() > this.checkpointBytes;
		return fits ? Request.CHECKPOINT_AND_STOP : Request.STOP;
	}

	/** Why the run was stopped; empty unless space was insufficient. */
	Optional<String> reason() {
		return Optional.ofNullable(this.shortage)
			.map((found) -> "%s; checkpoints are complete: free some space and resume".formatted(found.message()));
	}

	private static long largest(Path checkpoints) {
		if (!Files.isDirectory(checkpoints)) {
			return 0;
		}
		try (Stream<Path> files = Files.walk(checkpoints)) {
			return files.mapToLong((file) -> file.toFile().isFile() ? file.toFile().length() : 0).max().orElse(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
