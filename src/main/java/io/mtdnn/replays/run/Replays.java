package io.mtdnn.replays.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.mtdnn.jobs.JobGroup;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.PreflightTimeoutException;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.replays.Capsule;
import io.mtdnn.replays.InvalidCapsuleException;
import io.mtdnn.replays.capsule.CapsuleChecks;
import io.mtdnn.replays.capsule.Comparison;
import io.mtdnn.replays.capsule.ReplayedRun;
import io.mtdnn.replays.store.ReplayStore;
import io.mtdnn.replays.store.StoredReplay;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Repeats the runs of capsules as ordinary jobs. */
@Service
public class Replays {

	private static final Duration READING = Duration.ofSeconds(20);

	private static final int PARALLEL = 2;

	private static final int NAME = 200;

	private final Jobs jobs;

	private final Comparison comparison;

	private final ReplayStore store;

	private final Clock clock;

	private final JsonMapper json = JsonMapper.builder().build();

	Replays(Jobs jobs, Comparison comparison, ReplayStore store, Clock clock) {
		this.jobs = jobs;
		this.comparison = comparison;
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Checks a capsule and submits a job for each of its runs.
	 * @throws InvalidCapsuleException naming everything that is wrong with it or missing
	 * here; then nothing is started
	 * @throws io.mtdnn.jobs.QueueFullException when the queue is full
	 */
	public Replay start(Capsule capsule) {
		List<Capsule.Run> runs = CapsuleChecks.runs(capsule);
		requireCapacity(runs.size());
		check(runs);
		String id = UUID.randomUUID().toString();
		submit(id, capsule, runs);
		return get(id);
	}

	/** Runs for which the queue never has space would be rejected with 503 every time. */
	private void requireCapacity(int runs) {
		if (runs > this.jobs.capacity()) {
			throw new InvalidCapsuleException(
					List.of(new Fault("jobs", "the capsule has " + runs + " runs, but at most " + this.jobs.capacity()
							+ " jobs can wait (mtdnn.jobs.queue-capacity); divide its jobs among several requests")));
		}
	}

	/**
	 * Reads the data for 20 seconds at most; what is missing afterwards fails the job.
	 */
	private void check(List<Capsule.Run> runs) {
		Instant end = this.clock.instant().plus(READING);
		List<Fault> faults = new ArrayList<>();
		for (int i = 0; i < runs.size(); i++) {
			String at = "jobs[" + i + "].plan";
			Duration left = Duration.between(this.clock.instant(), end);
			try {
				if (!left.isNegative() && !left.isZero()) {
					this.jobs.check(runs.get(i).plan(), left);
				}
				else {
					this.jobs.faults(runs.get(i).plan()).forEach((fault) -> faults.add(within(at, fault)));
				}
			}
			catch (InvalidPlanException ex) {
				ex.faults().forEach((fault) -> faults.add(within(at, fault)));
			}
			catch (PreflightTimeoutException ex) {
				// the job itself reports what its preparation finds
				end = this.clock.instant();
			}
		}
		if (!faults.isEmpty()) {
			throw new InvalidCapsuleException(faults);
		}
	}

	private static Fault within(String at, Fault fault) {
		return new Fault((fault.field() != null) ? at + "." + fault.field() : at, fault.message());
	}

	/** Leaves no jobs behind if not all of them and the replay can be stored. */
	private void submit(String id, Capsule capsule, List<Capsule.Run> runs) {
		String group = "replay:" + id;
		try {
			List<String> ids = runs.stream().map((run) -> this.jobs.submit(submission(group, run)).id()).toList();
			this.store.create(new StoredReplay(id, this.clock.instant().truncatedTo(ChronoUnit.MICROS),
					this.json.writeValueAsString(capsule), ids));
		}
		catch (RuntimeException ex) {
			this.jobs.cancelGroup(group, true);
			throw ex;
		}
	}

	private static JobSubmission submission(String group, Capsule.Run run) {
		ObjectNode fields = run.plan().fields();
		fields.put("name", Excerpt.within("Replay of " + run.name(), NAME));
		return new JobSubmission(new TrainingRequest(fields), null, null, Set.of(), null,
				new JobGroup(group, PARALLEL));
	}

	/**
	 * A replay as it stands now.
	 * @throws io.mtdnn.replays.ReplayNotFoundException if it does not exist
	 */
	public Replay get(String id) {
		StoredReplay stored = this.store.get(id);
		Capsule capsule = this.json.readValue(stored.capsule(), Capsule.class);
		List<Capsule.Run> runs = CapsuleChecks.runs(capsule);
		List<ReplayedRun> compared = IntStream.range(0, runs.size())
			.mapToObj((i) -> this.comparison.of(runs.get(i), stored.jobs().get(i)))
			.toList();
		return new Replay(id, capsule.name(), stored.createdAt(), Replay.verdict(compared), compared);
	}

}
