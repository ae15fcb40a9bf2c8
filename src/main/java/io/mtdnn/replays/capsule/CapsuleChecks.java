package io.mtdnn.replays.capsule;

import java.util.ArrayList;
import java.util.Collection;
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
		values(at + ".data", run.data().values(), "hash", faults);
		values(at + ".encoder", run.encoder().values(), "hash", faults);
		values(at + ".weights", run.weights().values(), "hash", faults);
		if (run.evaluations()
			.stream()
			.anyMatch((one) -> one == null || one.dataset() == null || one.metrics() == null)) {
			faults.add(new Fault(at + ".evaluations", "each must have epoch, dataset and metrics"));
		}
		if (values(at + ".tasks", run.tasks(), "name", faults)) {
			steps(run, at + ".steps", faults);
		}
	}

	/** Whether none is null. */
	private static boolean values(String field, Collection<String> values, String what, List<Fault> faults) {
		boolean whole = values.stream().noneMatch(Objects::isNull);
		if (!whole) {
			faults.add(new Fault(field, "a " + what + " must not be null"));
		}
		return whole;
	}

	/** Only a run that evaluates has no steps. */
	private static void steps(Capsule.Run run, String at, List<Fault> faults) {
		try {
			if (Fingerprints.read(run.tasks(), run.steps()).count() == 0 && run.evaluations().isEmpty()) {
				faults.add(new Fault(at, "there are no steps"));
			}
		}
		catch (IllegalArgumentException ex) {
			faults.add(new Fault(at, "damaged: " + ex.getMessage()));
		}
	}

}
