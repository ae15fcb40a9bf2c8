package io.mtdnn.jobs.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.TrainingFailure;
import org.springframework.stereotype.Component;

/**
 * Prepares a run's directory for an attempt that this node has claimed. It uses this
 * node's files if the latest attempt in the database wrote them; otherwise another node
 * has continued the run since, and a copy of its files is fetched.
 */
@Component
public class RunFolder {

	private final RunDirectories directories;

	private final RunMirror mirror;

	RunFolder(RunDirectories directories, RunMirror mirror) {
		this.directories = directories;
		this.mirror = mirror;
	}

	/**
	 * @throws TrainingFailure when the directory cannot be prepared
	 */
	public PreparedRun prepare(Claim claim, RunDirectories.Lock lock) {
		try {
			PreparedRun prepared = prepare(claim, lock.owner());
			lock.own(claim.attempt());
			return prepared;
		}
		catch (IOException ex) {
			throw unusable(ex);
		}
		catch (UncheckedIOException ex) {
			throw new TrainingFailure(FailureKind.INTERNAL,
					"the copies of the run in the artifact store cannot be reached (" + ex.getMessage() + ")", ex);
		}
	}

	/** The failure of an attempt whose directory cannot be created or written. */
	public static TrainingFailure unusable(IOException cause) {
		return new TrainingFailure(FailureKind.CAPACITY, "the run's directory cannot be used: " + cause, cause);
	}

	private PreparedRun prepare(Claim claim, int owner) throws IOException {
		if (current(claim, owner)) {
			return PreparedRun.asItIs(List.of());
		}
		PreparedRun restored = this.mirror.on() ? this.mirror.restore(claim.jobId()) : null;
		if (restored != null) {
			return restored;
		}
		if (owner == 0) {
			return PreparedRun.asItIs(List.of());
		}
		this.directories.clear(claim.jobId());
		return PreparedRun.asItIs(List.of("attempt " + claim.predecessor() + " ran on another machine and left no copy"
				+ " of its files; the run starts over"));
	}

	/**
	 * Whether the directory was written by the predecessor. Without copies it is on a
	 * volume that all nodes share, and an attempt that achieved nothing may have owned it
	 * since.
	 */
	private boolean current(Claim claim, int owner) {
		return this.mirror.on() ? owner > 0 && owner == claim.predecessor() : owner >= claim.predecessor();
	}

}
