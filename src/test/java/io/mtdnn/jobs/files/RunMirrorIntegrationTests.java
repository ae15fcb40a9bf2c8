package io.mtdnn.jobs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.mtdnn.Patience;
import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.JobsTestApplication;
import io.mtdnn.jobs.SwitchableArtifactStore;
import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.jobs.claims.ClaimLostException;
import io.mtdnn.jobs.claims.CopyStore;
import io.mtdnn.jobs.claims.PersistenceContract;
import io.mtdnn.jobs.claims.RunCopy;
import io.mtdnn.jobs.claims.RunLedger;
import io.mtdnn.jobs.claims.WorkerState;
import io.mtdnn.jobs.rows.JobsProperties;
import io.mtdnn.node.Machine;
import io.mtdnn.node.NodeName;
import io.mtdnn.node.NodeProperties;
import io.mtdnn.node.NodeRole;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nodes without a shared volume that share a database and an artifact store. No worker
 * runs: the tests are the workers.
 */
@SpringBootTest(classes = JobsTestApplication.class)
@TestPropertySource(properties = { "mtdnn.roles=api", "mtdnn.jobs.queue-capacity=100",
		"spring.datasource.url=jdbc:h2:mem:mirror;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.runs-dir=target/test-runs/mirror", "mtdnn.artifacts.directory=target/test-runs/mirror-artifacts" })
class RunMirrorIntegrationTests {

	@Autowired
	Jobs jobs;

	@Autowired
	RunLedger ledger;

	@Autowired
	CopyStore copies;

	@Autowired
	ArtifactStore store;

	@Autowired
	WorkerState state;

	@Autowired
	RunFiles files;

	@TempDir
	Path temporary;

	private Node one;

	private Node two;

	private String job;

	@BeforeEach
	void open() {
		this.one = new Node("one", true);
		this.two = new Node("two", true);
		this.job = submit();
	}

	@AfterEach
	void restore() {
		switchable().unavailable(false);
		switchable().onPut((key) -> {
		});
	}

	@Test
	void anotherNodeContinuesFromTheNewestCheckpoint() throws Exception {
		Claim claim = this.one.begin(this.job);
		RunCopying copying = this.one.mirror.copying(claim);
		for (int step = 1; step <= 3; step++) {
			this.one.checkpoint(this.job, step);
			copying.on(written(step));
			copying.finish();
		}
		assertThat(this.one.directories.of(this.job).resolve(".mirror")).doesNotExist();
		assertThat(this.store.keys("checkpoints/" + this.job)).hasSize(2);

		Claim next = this.two.claim(this.job);
		PreparedRun prepared = this.two.prepare(next);
		assertThat(prepared.notes()).isEmpty();
		assertThat(this.two.directories.checkpoints(this.job)).isDirectoryContaining("glob:**/step-3");
		assertThat(this.two.state(this.job, 3)).hasContent("state 3");
		assertThat(this.two.directories.journal(this.job)).hasContent("1\n2\n3\n");
		assertThat(this.two.directories.of(this.job).resolve("best/bundle")).hasContent("bundle 3");
		assertThat(this.two.owner(this.job)).isEqualTo(next.attempt());
	}

	/** Its process died, or the node was restarted. */
	@Test
	void aNodeKeepsTheFilesOfItsAttemptUntilAnotherStarts() throws Exception {
		Claim claim = this.one.begin(this.job);
		this.one.store(claim, 1);
		this.one.checkpoint(this.job, 2);
		assertThat(this.one.prepare(this.one.claim(this.job)).notes()).isEmpty();
		assertThat(this.one.state(this.job, 2)).hasContent("state 2");
	}

	@Test
	void aReturningNodeReplacesItsFilesByThoseOfItsSuccessor() throws Exception {
		this.one.store(this.one.begin(this.job), 1);
		IntStream.range(2, 9).forEach((step) -> this.one.checkpoint(this.job, step));
		Claim successor = this.two.begin(this.job);
		this.two.store(successor, 2);

		PreparedRun prepared = this.one.prepare(this.one.claim(this.job));
		assertThat(prepared.notes()).isEmpty();
		assertThat(this.one.directories.journal(this.job)).hasContent("1\n2\n");
		assertThat(this.one.directories.checkpoints(this.job)).isDirectoryNotContaining("glob:**/step-8");
	}

	@Test
	void aDamagedCopyIsSkipped() throws Exception {
		Claim claim = this.one.begin(this.job);
		this.one.store(claim, 1);
		this.one.store(claim, 2);
		damage(newest(), "checkpoints/step-2/state");

		Claim next = this.two.claim(this.job);
		PreparedRun prepared = this.two.prepare(next);
		assertThat(this.two.state(this.job, 1)).hasContent("state 1");
		assertThat(this.two.directories.journal(this.job)).hasContent("1\n");
		assertThat(prepared.notes()).singleElement()
			.asString()
			.contains("copy 2", "skipped", "step-2/state", "SHA-256");
		this.ledger.passedOver(next, prepared.newestCopy());
		assertThat(this.copies.of(this.job)).extracting(RunCopy::number).containsExactly(1);
	}

	@Test
	void withoutAReadableCopyTheRunRestarts() throws Exception {
		Claim claim = this.one.begin(this.job);
		this.one.store(claim, 1);
		this.one.store(claim, 2);
		this.store.delete(newest());
		damage(this.copies.of(this.job).get(1).artifact(), "journal.jsonl");

		PreparedRun prepared = this.two.prepare(this.two.claim(this.job));
		assertThat(prepared.newestCopy()).isZero();
		assertThat(prepared.notes()).hasSize(3);
		assertThat(prepared.notes().get(0)).contains("There is no artifact");
		assertThat(prepared.notes().get(1)).contains("journal.jsonl");
		assertThat(prepared.notes().get(2)).contains("starts over");
		assertThat(this.two.directories.journal(this.job)).doesNotExist();
	}

	@Test
	void anUnavailableStoreIsNotTreatedAsDamage() throws Exception {
		Claim claim = this.one.begin(this.job);
		this.one.store(claim, 1);
		Claim next = this.two.claim(this.job);
		switchable().unavailable(true);
		assertThatExceptionOfType(TrainingFailure.class).isThrownBy(() -> this.two.prepare(next))
			.withMessageContaining("cannot be reached")
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL));
		switchable().unavailable(false);
		this.two.prepare(next);
		assertThat(this.two.state(this.job, 1)).hasContent("state 1");
	}

	@Test
	void aWorkerThatHasLostItsClaimStoresNothing() throws Exception {
		Claim stale = this.one.begin(this.job);
		this.one.store(stale, 1);
		Claim current = this.two.begin(this.job);
		this.one.store(stale, 2);
		assertThat(this.copies.of(this.job)).extracting(RunCopy::attempt).containsExactly(stale.attempt());
		assertThat(this.store.keys("checkpoints/" + this.job)).hasSize(1);
		this.two.store(current, 3);
		assertThat(this.copies.of(this.job)).extracting(RunCopy::attempt)
			.containsExactly(current.attempt(), stale.attempt());
	}

	/** It was stopped while it uploaded, and continues after its successor has begun. */
	@Test
	void filesOfALateUploadAreRemoved() throws Exception {
		Claim stale = this.one.begin(this.job);
		switchable().onPut((key) -> this.two.begin(this.job));
		this.one.store(stale, 1);
		assertThat(this.copies.of(this.job)).isEmpty();
		assertThat(this.store.keys("checkpoints/" + this.job)).isEmpty();
	}

	/** It was considered dead while it evaluated, and continues after its successor. */
	@Test
	void aLateEvaluationReplacesNothing() throws Exception {
		Claim stale = this.one.begin(this.job);
		Claim current = this.two.begin(this.job);
		this.files.keepEvaluation(current, evaluation("current"));
		assertThatExceptionOfType(ClaimLostException.class)
			.isThrownBy(() -> this.files.keepEvaluation(stale, evaluation("stale")));
		assertThat(this.files.evaluation(this.job, current.attempt()).resolve("results")).hasContent("current");
		assertThat(this.store.keys("evaluations/" + this.job)).hasSize(1);
	}

	@Test
	void onlyTheLastAttemptsEvaluationIsKept() throws Exception {
		Claim first = this.one.begin(this.job);
		this.files.keepEvaluation(first, evaluation("first"));
		Claim second = this.two.begin(this.job);
		this.files.keepEvaluation(second, evaluation("second"));
		assertThat(this.files.evaluation(this.job, second.attempt()).resolve("results")).hasContent("second");
		assertThat(this.store.keys("evaluations/" + this.job)).hasSize(1);
	}

	private Path evaluation(String content) throws IOException {
		Path folder = Files.createDirectories(this.temporary.resolve("evaluation-" + content));
		Files.writeString(folder.resolve("results"), content);
		return folder;
	}

	@Test
	void runsOfOneNodeAreCopiedIndependently() throws Exception {
		String other = submit();
		Claim first = this.one.begin(this.job);
		Claim second = this.one.begin(other);
		CountDownLatch bothWritten = new CountDownLatch(1);
		switchable().onPut((key) -> await(bothWritten));
		RunCopying firstCopying = this.one.mirror.copying(first);
		RunCopying secondCopying = this.one.mirror.copying(second);
		for (int step = 1; step <= 3; step++) {
			this.one.checkpoint(this.job, step);
			firstCopying.on(written(step));
			this.one.checkpoint(other, step + 10);
			secondCopying.on(written(step + 10));
		}
		bothWritten.countDown();
		firstCopying.finish();
		secondCopying.finish();
		this.two.prepare(this.two.claim(this.job));
		this.two.prepare(this.two.claim(other));
		assertThat(this.two.state(this.job, 3)).hasContent("state 3");
		assertThat(this.two.state(other, 13)).hasContent("state 13");
	}

	@Test
	void allCopiesAreRemoved() throws Exception {
		Claim claim = this.one.begin(this.job);
		this.one.store(claim, 1);
		this.one.store(claim, 2);
		this.two.mirror.remove(this.job);
		assertThat(this.store.keys("checkpoints/" + this.job)).isEmpty();
		assertThat(this.copies.of(this.job)).isEmpty();
	}

	/** The request to purge it ended only after the one to resume it. */
	@Test
	void aResumedRunIsNotPurged() throws Exception {
		Claim claim = this.one.begin(this.job);
		this.files.keepEvaluation(claim, evaluation("kept"));
		this.jobs.cancel(this.job, true);
		this.ledger.cancel(claim);
		this.jobs.resume(this.job);
		this.files.purge(this.job);
		assertThat(this.store.keys("evaluations/" + this.job)).hasSize(1);
		this.jobs.cancel(this.job, true);
		assertThat(this.store.keys("evaluations/" + this.job)).isEmpty();
	}

	@Test
	void nothingIsCopiedOnASharedVolume() throws Exception {
		Node shared = new Node("shared", false);
		Claim claim = shared.begin(this.job);
		shared.store(claim, 1);
		assertThat(this.store.keys("checkpoints/" + this.job)).isEmpty();
		assertThat(shared.prepare(shared.claim(this.job)).notes()).isEmpty();
		assertThat(shared.state(this.job, 1)).hasContent("state 1");
	}

	/**
	 * Without a shared volume or copies, the journal of the returning node is not that of
	 * its successor.
	 */
	@Test
	void withoutCopiesAReturningNodeRestartsTheRun() throws Exception {
		Node a = new Node("a", false);
		Node b = new Node("b", false);
		Claim first = a.begin(this.job);
		a.checkpoint(this.job, 1);
		b.begin(this.job);
		PreparedRun prepared = a.prepare(a.claim(this.job));
		assertThat(prepared.notes()).singleElement()
			.asString()
			.contains("attempt " + (first.attempt() + 1), "starts over");
		assertThat(a.directories.journal(this.job)).doesNotExist();
		assertThat(a.directories.checkpoints(this.job)).doesNotExist();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private SwitchableArtifactStore switchable() {
		return (SwitchableArtifactStore) this.store;
	}

	private String newest() {
		return this.copies.of(this.job).get(0).artifact();
	}

	private void damage(String artifact, String file) throws Exception {
		Path stored = SwitchableArtifactStore.files(Path.of("target/test-runs/mirror-artifacts"), artifact)
			.resolve(file);
		byte[] bytes = Files.readAllBytes(stored);
		bytes[bytes.length / 2] ^= 1;
		Files.write(stored, bytes);
	}

	private String submit() {
		return this.jobs
			.submitAndWait(JobSubmission.of(PersistenceContract.request("mirrored", "tiny", "squad-v2")), null,
					Patience.LIMIT)
			.id();
	}

	private static TrainingEvent written(int step) {
		return new TrainingEvent.CheckpointWritten(step, 1, Duration.ZERO, 0);
	}

	/** A machine with files of its own. */
	private final class Node {

		private final NodeName name;

		private final RunDirectories directories;

		private final RunMirror mirror;

		private final Map<Claim, RunCopying> copying = new HashMap<>();

		Node(String name, boolean mirrored) {
			Path runs = RunMirrorIntegrationTests.this.temporary.resolve(name);
			this.name = new NodeName(name, "localhost", Machine.of(runs, "kernel"));
			this.directories = new RunDirectories(new NodeProperties(name, runs, Set.of(NodeRole.values())));
			this.mirror = new RunMirror(RunMirrorIntegrationTests.this.store, RunMirrorIntegrationTests.this.copies,
					RunMirrorIntegrationTests.this.ledger, this.directories, RunMirrorIntegrationTests.this.state,
					new JobsProperties(100, Duration.ofSeconds(30), 5, Duration.ofSeconds(10), Duration.ofSeconds(1),
							false, mirrored, Duration.ofHours(24), 2, Duration.ofMinutes(10)));
		}

		Claim claim(String id) {
			return RunMirrorIntegrationTests.this.ledger.begin(id, 1, this.name, Map.of()).orElseThrow();
		}

		/**
		 * Claims the run, prepares its directory and lets the database know that it has
		 * started.
		 */
		Claim begin(String id) {
			Claim claim = claim(id);
			prepare(claim);
			RunMirrorIntegrationTests.this.ledger.write(claim, List.of(new TrainingEvent.Started(0, 20, List.of())), 0);
			return claim;
		}

		PreparedRun prepare(Claim claim) {
			try (RunDirectories.Lock lock = this.directories.lock(claim.jobId())) {
				return new RunFolder(this.directories, this.mirror).prepare(claim, lock);
			}
		}

		int owner(String id) throws Exception {
			try (RunDirectories.Lock lock = this.directories.lock(id)) {
				return lock.owner();
			}
		}

		/** Writes what a run has written after a step. */
		void checkpoint(String id, int step) {
			try {
				Path run = this.directories.of(id);
				Path state = state(id, step);
				Files.createDirectories(state.getParent());
				Files.createDirectories(run.resolve("best"));
				Files.writeString(state, "state " + step);
				Files.writeString(run.resolve("best/bundle.new"), "bundle " + step);
				Files.move(run.resolve("best/bundle.new"), run.resolve("best/bundle"),
						java.nio.file.StandardCopyOption.REPLACE_EXISTING);
				Files.writeString(this.directories.journal(id), step + "\n", java.nio.file.StandardOpenOption.CREATE,
						java.nio.file.StandardOpenOption.APPEND);
			}
			catch (java.io.IOException ex) {
				throw new java.io.UncheckedIOException(ex);
			}
		}

		/** Writes a checkpoint and waits until it is stored. */
		void store(Claim claim, int step) {
			checkpoint(claim.jobId(), step);
			RunCopying started = this.copying.computeIfAbsent(claim, this.mirror::copying);
			started.on(written(step));
			started.finish();
		}

		Path state(String id, int step) {
			return this.directories.checkpoints(id).resolve("step-" + step + "/state");
		}

	}

}
