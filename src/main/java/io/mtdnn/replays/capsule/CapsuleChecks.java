package io.mtdnn.replays.capsule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.mtdnn.replays.Capsule;
import io.mtdnn.replays.InvalidCapsuleException;
import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;

/** Finds the faults of a capsule that do not depend on data or models. */
public final class CapsuleChecks {

	private static final int JOBS = 500;

	private CapsuleChecks() {
	}

	/**
	 * The runs of a capsule.
	 * @throws InvalidCapsuleException naming every fault
	 */
	public static List<Capsule.Run> runs(Capsule capsule) {
		List<Fault> faults = new ArrayList<>();
		if (capsule.version() != Capsule.VERSION) {
			faults.add(new Fault("version",
					"this service reads capsules of version " + Capsule.VERSION + ", not " + capsule.version()));
		}
		List<Capsule.Run> runs = (capsule.jobs() != null) ? capsule.jobs() : List.of();
		if (runs.isEmpty() || runs.size() > JOBS) {
			faults.add(new Fault("jobs", "must be 1 to " + JOBS + " runs, not " + runs.size()));
		}
		for (int i = 0; i < runs.size() && i < JOBS; i++) {
			check(runs.get(i), "jobs[" + i + "]", faults);
		}
		if (!faults.isEmpty()) {
			throw new InvalidCapsuleException(faults);
		}
		return runs;
	}

	private static void check(Capsule.@Nullable Run run, String at, List<Fault> faults) {
		if (run == null || Stream
			.of(run.name(), run.plan(), run.data(), run.encoder(), run.tasks(), run.steps(), run.evaluations(),
					run.weights())
			.anyMatch(Objects::isNull)) {
			faults
				.add(new Fault(at, "a run must have name, plan, data, encoder, tasks, steps, evaluations and weights"));
			return;
		}
		try {
			if (Fingerprints.read(run.tasks(), run.steps()).count() == 0) {
				faults.add(new Fault(at + ".steps", "there are no steps"));
			}
		}
		catch (IllegalArgumentException ex) {
			faults.add(new Fault(at + ".steps", "damaged: " + ex.getMessage()));
		}
	}

}
