package io.mtdnn.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import io.mtdnn.MtDnnServer;
import io.mtdnn.Patience;
import io.mtdnn.api.SmallEncoder;
import io.mtdnn.experiments.ExperimentStateException;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.scores.RungScore;
import io.mtdnn.experiments.store.ExperimentStates;
import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.RunStore;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Extension;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobFilter;
import io.mtdnn.jobs.JobOrder;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.training.PreflightReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The requirements of experiments on a database, the same for every supported one. No
 * worker trains, and the tests call the coordinator.
 */
@SpringBootTest(classes = MtDnnServer.class,
		properties = { "mtdnn.roles=api", "mtdnn.experiments.sweep=1h", "mtdnn.jobs.queue-capacity=1000000",
				"mtdnn.runs-dir=target/test-runs/studies/runs", "mtdnn.cache-dir=target/test-runs/studies/cache",
				"mtdnn.artifacts.directory=target/test-runs/studies/artifacts" })
@Import(ExperimentPersistenceContract.Mortality.class)
abstract class ExperimentPersistenceContract {

	private static final int RUNS = 4;

	/** Searches that add runs. */
	private static final List<String> KINDS = List.of("gaussian-process", "thompson");

	private static final Path ENCODERS = Path.of("target/test-runs/studies/encoders");

	/** Hash of another file. */
	private static final String OTHER = "0".repeat(64);

	@Autowired
	Experiments experiments;

	@Autowired
	ExperimentStore store;

	@Autowired
	ExperimentStates states;

	@Autowired
	RunStore runs;

	@Autowired
	Rungs rungs;

	@Autowired
	AdaptiveSearch search;

	@Autowired
	Coordinator coordinator;

	@Autowired
	ExperimentSweep sweep;

	@Autowired
	RunFollowing following;

	@Autowired
	RunSubmission submission;

	@Autowired
	ReusableJobs reusable;

	@Autowired
	ExperimentJson json;

	@Autowired
	Jobs jobs;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	DataSource database;

	@DynamicPropertySource
	static void encoder(DynamicPropertyRegistry registry) throws IOException {
		SmallEncoder.write(ENCODERS.resolve("small"));
		registry.add("mtdnn.encoders-dir", ENCODERS::toString);
	}

	@BeforeEach
	void onlyTheTestCoordinates() {
		this.sweep.stop();
		this.store.unsettled().forEach((experiment) -> this.experiments.stop(experiment.id()));
		this.coordinator.sweep();
		assertThat(this.store.unsettled()).isEmpty();
	}

	@Test
	void aCrashBetweenAnyTwoWritesNeitherLosesNorDuplicatesARun() {
		boolean died = true;
		int deaths = 0;
		for (int transactions = 0; died; transactions++) {
			int before = this.store.list(0, 1000).size();
			String name = "dies after " + transactions;
			mortal().dieAfter(transactions);
			tried(() -> {
				this.experiments.create(request(name));
				this.coordinator.sweep();
			});
			died = mortal().revive();
			deaths += died ? 1 : 0;
			List<StoredExperiment> stored = this.store.list(0, 1000);
			assertThat(stored.size() - before).isBetween(0, 1);
			if (stored.size() > before) {
				String id = stored.get(0).id();
				this.coordinator.sweep();
				assertOpen(id);
				this.experiments.stop(id);
				this.coordinator.sweep();
			}
		}
		assertThat(deaths).isGreaterThan(RUNS);
	}

	@Test
	void aStudyIsStoppedAsAWholeEvenIfItsProcessCrashes() {
		boolean died = true;
		for (int transactions = 0; died; transactions++) {
			String id = this.experiments.create(request("stops after " + transactions));
			this.coordinator.sweep();
			mortal().dieAfter(transactions);
			tried(() -> this.experiments.stop(id));
			died = mortal().revive();
			this.coordinator.sweep();
			if (this.store.get(id).stopped()) {
				assertThat(jobs(id)).hasSize(RUNS).allMatch((job) -> job.status() == JobStatus.CANCELLED);
				this.experiments.runs(this.store.get(id));
				assertThat(this.experiments.counts(this.store.get(id))).containsOnlyKeys(RunState.CANCELLED);
			}
			else {
				assertThat(died).isTrue();
				assertOpen(id);
			}
			this.experiments.stop(id);
			this.coordinator.sweep();
		}
	}

	@Test
	void aStudyContinuesAsAWholeEvenIfItsProcessCrashes() {
		String id = this.experiments.create(request("continues"));
		this.coordinator.sweep();
		boolean died = true;
		for (int transactions = 0; died; transactions++) {
			this.experiments.stop(id);
			this.coordinator.sweep();
			mortal().dieAfter(transactions);
			tried(() -> {
				this.experiments.resume(id);
				this.coordinator.sweep();
			});
			died = mortal().revive();
			if (this.store.get(id).stopped()) {
				this.experiments.resume(id);
			}
			this.coordinator.sweep();
			assertOpen(id);
		}
	}

	@Test
	void jobsSubmittedBeforeACrashAreStoppedAndResumed() {
		String id = this.experiments.create(request("forgets"));
		this.coordinator.sweep();
		this.jdbc.sql("update experiment_run set state = 'PENDING', job_id = null where experiment_id = ?")
			.param(id)
			.update();
		this.experiments.stop(id);
		assertThat(jobs(id)).hasSize(RUNS).allMatch((job) -> job.status() == JobStatus.CANCELLED);
		this.experiments.resume(id);
		this.coordinator.sweep();
		assertOpen(id);
	}

	@Test
	void aRunWithChangedFilesGetsANewJobWhileItsOldJobRuns() {
		String id = prepared("reads other files");
		StoredRun other = readsOtherFiles(id);
		this.experiments.runs(this.store.get(id));
		assertThat(this.store.get(id).stopped()).isTrue();
		assertThat(this.jobs.get(other.job()).status()).isEqualTo(JobStatus.QUEUED);
		this.experiments.resume(id);
		this.coordinator.sweep();
		awaitPrepared(id);
		this.experiments.runs(this.store.get(id));
		assertThat(this.store.get(id).stopped()).isFalse();
		assertThat(this.runs.of(id)).hasSize(RUNS).allMatch((run) -> run.state() == RunState.OPEN);
		assertThat(this.runs.of(id).get(other.position()).job()).isNotEqualTo(other.job());
		assertThat(this.jobs.get(other.job()).status()).isEqualTo(JobStatus.CANCELLED);
		assertThat(this.store.get(id).inputs()).doesNotContain(OTHER);
	}

	@Test
	void aRunWithChangedFilesIsRetriedWithANewJob() {
		String id = prepared("retries with other files");
		StoredRun other = readsOtherFiles(id);
		this.experiments.runs(this.store.get(id));
		assertThat(this.experiments.retry(id)).isEqualTo(1);
		assertThat(this.runs.of(id).get(other.position())).isEqualTo(other.nextAttempt());
	}

	@Test
	void aNodeWithAStaleRunNeitherStopsTheStudyNorStoresTheStaleState() {
		String id = prepared("continues meanwhile");
		StoredRun other = readsOtherFiles(id);
		StoredExperiment unread = this.store.get(id);
		this.experiments.runs(unread);
		StoredExperiment read = this.store.get(id);
		assertThat(read.inputs()).isNotEqualTo("{}");
		this.experiments.resume(id);
		assertThat(this.following.follow(read, other)).isEqualTo(other.nextAttempt());
		assertThat(this.following.follow(unread, other)).isEqualTo(other.nextAttempt());
		assertThat(this.store.get(id).stopped()).isFalse();
		assertThat(this.store.get(id).inputs()).isEqualTo("{}");
		assertThat(this.runs.of(id).get(other.position())).isEqualTo(other.nextAttempt());
	}

	@Test
	void aNodeThatCancelsJobsOfAStoppedStudySparesThoseOfAContinuedStudy() {
		String id = prepared("continues before it is cancelled");
		this.experiments.stop(id);
		this.experiments.resume(id);
		this.coordinator.sweep();
		this.coordinator.cancel(id);
		assertOpen(id);
	}

	@Test
	void aRunOfAStoppedStudyWaitsEvenIfItsPlanIsRejected() throws IOException {
		Path config = ENCODERS.resolve("small/config.json");
		byte[] whole = Files.readAllBytes(config);
		String id = this.experiments.create(request("stops while files are copied"));
		StoredExperiment read = this.store.get(id);
		StoredRun run = this.runs.of(id).get(0);
		try {
			Files.write(config, new byte[0]);
			this.experiments.stop(id);
			assertThat(this.submission.submit(read, run)).isEqualTo(run);
			assertThat(this.runs.of(id)).hasSize(RUNS).allMatch((left) -> left.state() == RunState.PENDING);
			this.states.again(id, Set.of());
			assertThat(this.submission.submit(read, run).state()).isEqualTo(RunState.FAILED);
		}
		finally {
			Files.write(config, whole);
		}
	}

	/** An experiment whose jobs are prepared. */
	private String prepared(String name) {
		String id = this.experiments.create(request(name));
		this.coordinator.sweep();
		awaitPrepared(id);
		return id;
	}

	private void awaitPrepared(String id) {
		Patience.await()
			.until(() -> this.runs.of(id)
				.stream()
				.allMatch((run) -> this.jobs.get(run.job()).status() == JobStatus.QUEUED));
	}

	/**
	 * The last run that reads the second dataset, after another file was there when its
	 * job was prepared.
	 */
	private StoredRun readsOtherFiles(String id) {
		StoredRun run = this.runs.of(id).get(2);
		String file = "sample-cola/train";
		PreflightReport preflight = this.jobs.get(run.job()).preflight();
		this.jdbc.sql("update job set preflight = replace(preflight, ?, ?) where id = ?")
			.params(preflight.dataHashes().get(file), OTHER, run.job())
			.update();
		assertThat(this.jobs.get(run.job()).preflight().dataHashes()).containsEntry(file, OTHER);
		return run;
	}

	@Test
	void concurrentCoordinatorsSubmitEachRunOnce() throws Exception {
		int nodes = 3;
		ExecutorService threads = Executors.newFixedThreadPool(nodes);
		CyclicBarrier barrier = new CyclicBarrier(nodes);
		try {
			for (int round = 0; round < 5; round++) {
				String id = this.experiments.create(request("several nodes " + round));
				List<Future<?>> sweeps = IntStream.range(0, nodes).<Future<?>>mapToObj((node) -> threads.submit(() -> {
					barrier.await();
					this.coordinator.sweep();
					return null;
				})).toList();
				for (Future<?> done : sweeps) {
					done.get();
				}
				this.coordinator.sweep();
				assertOpen(id);
				this.experiments.stop(id);
				this.coordinator.sweep();
			}
		}
		finally {
			threads.shutdown();
		}
	}

	@Test
	void aRunIsUpdatedOnlyIfItIsUnchangedSinceItWasRead() {
		String id = this.experiments.create(request("changes"));
		StoredRun read = this.runs.of(id).get(0);
		assertThat(this.runs.change(id, read, read.with("a", false))).isTrue();
		assertThat(this.runs.change(id, read, read.with("b", false))).isFalse();
		StoredRun open = this.runs.of(id).get(0);
		assertThat(open.jobId()).isEqualTo("a");
		assertThat(this.runs.change(id, open, open.nextAttempt())).isTrue();
		assertThat(this.runs.of(id).get(0)).isEqualTo(read.nextAttempt());
	}

	@Test
	void aNodeThatReadARunAtAnEarlierRungDoesNotChangeIt() {
		String id = this.experiments.create(request("reaches rungs"));
		StoredRun read = this.runs.of(id).get(0);
		StoredRun first = read.with("a", false).pausedAt("[1]");
		StoredRun second = first.pausedAt("[1, 2]");
		assertThat(this.runs.change(id, read, first)).isTrue();
		assertThat(this.runs.change(id, first, second)).isTrue();
		assertThat(this.runs.change(id, first, first.in(RunState.PENDING, null))).isFalse();
		assertThat(this.runs.of(id).get(0)).isEqualTo(second);
	}

	@Test
	void aRunThatARetriedOneHasDisplacedDoesNotWaitForever() {
		String id = this.experiments.create(search("displaced"));
		this.coordinator.sweep();
		reached(id, 1, RunState.PAUSED, 10, 8);
		reached(id, 2, RunState.PAUSED, 9, 5);
		reached(id, 3, RunState.PAUSED, 20, 7);
		reached(id, 4, RunState.DISCARDED, 1);
		this.rungs.decide(this.store.get(id), new ArrayList<>(this.runs.of(id)));
		assertThat(this.runs.of(id)).extracting(StoredRun::state)
			.containsExactly(RunState.OPEN, RunState.PENDING, RunState.DISCARDED, RunState.DISCARDED,
					RunState.DISCARDED);
	}

	private void reached(String id, int position, RunState state, double... scores) {
		List<RungScore> rungs = Arrays.stream(scores).mapToObj((score) -> new RungScore(1, 8, score, 1)).toList();
		this.jdbc.sql("update experiment_run set state = ?, rungs = ? where experiment_id = ? and position = ?")
			.params(state.name(), this.json.write(rungs), id, position)
			.update();
	}

	/** A search over four learning rates, of which two and then one continue. */
	private static ExperimentRequest search(String name) {
		return JsonMapper.builder()
			.build()
			.readValue(
					"""
							{"name": "%s", "plan": {"encoder": "small", "tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-cola"}],
							 "limits": {"train": {"sample-squad": 8}}}, "axes": [{"field": "learningRate", "values": [1e-5, 1e-4, 1e-3, 3e-3]}],
							 "search": {"kind": "halving", "reduction": 2}, "seeds": [0], "parallel": 10}"""
						.formatted(name),
					ExperimentRequest.class);
	}

	@Test
	void aSearchChoosesTheSameRunsOnceEvenIfItsProcessCrashes() {
		for (String kind : KINDS) {
			List<String> chosen = chosen(kind, "is not interrupted");
			boolean died = true;
			for (int transactions = 0; died; transactions++) {
				String id = scored(kind, "chooses after " + transactions);
				mortal().dieAfter(transactions);
				tried(this.coordinator::sweep);
				died = mortal().revive();
				this.coordinator.sweep();
				this.coordinator.sweep();
				assertThat(keys(id)).isEqualTo(chosen);
				assertThat(jobs(id)).hasSize(chosen.size());
				this.experiments.stop(id);
				this.coordinator.sweep();
			}
		}
	}

	@Test
	void nodesThatChooseAtTheSameTimeAddEachRunOnce() throws Exception {
		int nodes = 3;
		ExecutorService threads = Executors.newFixedThreadPool(nodes);
		CyclicBarrier barrier = new CyclicBarrier(nodes);
		try {
			for (String kind : KINDS) {
				List<String> chosen = chosen(kind, "on one node");
				String id = scored(kind, "on several nodes");
				List<Future<?>> choices = IntStream.range(0, nodes).<Future<?>>mapToObj((node) -> threads.submit(() -> {
					barrier.await();
					this.coordinator.changed(id);
					return null;
				})).toList();
				for (Future<?> done : choices) {
					done.get();
				}
				this.coordinator.sweep();
				assertThat(keys(id)).isEqualTo(chosen);
				this.experiments.stop(id);
				this.coordinator.sweep();
			}
		}
		finally {
			threads.shutdown();
		}
	}

	@Test
	void aNodeThatReadFewerRunsThanThereAreChoosesNothing() {
		for (String kind : KINDS) {
			String id = scored(kind, "read early");
			List<StoredRun> early = this.runs.of(id);
			this.coordinator.sweep();
			List<String> keys = keys(id);
			assertThat(keys).hasSizeGreaterThan(early.size());
			this.search.add(this.store.get(id), early);
			assertThat(keys(id)).isEqualTo(keys);
			this.experiments.stop(id);
			this.coordinator.sweep();
		}
	}

	/** The runs of a search after its first choice, without a crash. */
	private List<String> chosen(String kind, String name) {
		String id = scored(kind, name);
		int first = this.runs.of(id).size();
		this.coordinator.sweep();
		List<String> keys = keys(id);
		assertThat(keys).hasSizeGreaterThan(first).doesNotHaveDuplicates();
		this.experiments.stop(id);
		this.coordinator.sweep();
		return keys;
	}

	private List<String> keys(String id) {
		return this.runs.of(id).stream().map(StoredRun::key).toList();
	}

	/** A search whose first runs have succeeded. */
	private String scored(String kind, String name) {
		String id = this.experiments.create(adaptive(kind, kind + " " + name));
		this.coordinator.sweep();
		this.runs.of(id).forEach((run) -> {
			RunScores scores = new RunScores(null, "sample-squad", "f1",
					Map.of("sample-squad", Map.of("f1", 0.5 + 0.01 * run.position())), List.of());
			this.jdbc.sql(
					"update experiment_run set state = 'SUCCEEDED', scores = ? where experiment_id = ? and position = ?")
				.params(this.json.write(scores), id, run.position())
				.update();
		});
		return id;
	}

	private static ExperimentRequest adaptive(String kind, String name) {
		return JsonMapper.builder()
			.build()
			.readValue(
					"""
							{"name": "%s", "plan": {"encoder": "small", "tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-cola"}],
							 "limits": {"train": {"sample-squad": 8}}}, "search": {"kind": "%s", "count": 5}, "seeds": [0], "parallel": 10}"""
						.formatted(name, kind),
					ExperimentRequest.class);
	}

	@Test
	void aProblemOfAnyLengthIsStored() {
		String id = this.experiments.create(request("fails"));
		StoredRun read = this.runs.of(id).get(0);
		StoredRun failed = read.in(RunState.FAILED, "fault; ".repeat(1000));
		assertThat(this.runs.change(id, read, failed)).isTrue();
		assertThat(this.runs.of(id).get(0)).isEqualTo(failed);
		assertThat(failed.problem()).hasSize(4000).endsWith("...");
	}

	@Test
	void oneOfTwoConcurrentExtensionsIsRejected() {
		String id = this.experiments.create(request("extended"));
		StoredExperiment read = this.store.get(id);
		this.experiments.extend(id, new Extension(List.of(7L), null));
		assertThat(this.runs.of(id)).hasSize(RUNS + 2);
		assertThatExceptionOfType(ExperimentStateException.class)
			.isThrownBy(() -> this.store.extend(read, read.definition(), List.of()));
		this.states.settle(id);
		assertThat(this.store.get(id).settled()).isFalse();
	}

	@Test
	void theCostOfASweepDoesNotDependOnEndedExperiments() {
		int few = mortal().transactions(this.coordinator::sweep);
		for (int i = 0; i < 30; i++) {
			this.experiments.stop(this.experiments.create(request("ended " + i)));
		}
		this.coordinator.sweep();
		assertThat(mortal().transactions(this.coordinator::sweep)).isEqualTo(few).isEqualTo(2);
	}

	@Test
	void aFinishedJobIsFoundWithoutReadingTheOthers() {
		String id = this.experiments.create(request("one of many"));
		this.coordinator.sweep();
		String job = this.runs.of(id).get(0).job();
		String columns = String.join(", ",
				this.jdbc
					.sql("select column_name from information_schema.columns where table_name = 'job'"
							+ " and lower(column_name) not in ('id', 'number', 'status') order by column_name")
					.query(String.class)
					.list());
		String digits = "(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";
		int stored = this.jdbc
			.sql("insert into job (id, number, status, " + columns
					+ ") select 'copy-' || a.x || b.x || c.x || d.x, -1 - a.x"
					+ " - 10 * b.x - 100 * c.x - 1000 * d.x, 'SUCCEEDED', " + columns + " from job, " + digits
					+ " a(x), " + digits + " b(x), " + digits + " c(x), " + digits + " d(x) where id = ? and d.x < 5")
			.param(job)
			.update();
		assertThat(stored).isEqualTo(5000);
		this.jdbc.sql("update job set plan_hash = 'other' where id like 'copy-%'").update();
		int transactions = mortal()
			.transactions(() -> assertThat(this.reusable.find(this.json.request(this.runs.of(id).get(1)))).isEmpty());
		assertThat(transactions).isLessThanOrEqualTo(2);
		this.jdbc.sql("delete from job where id like 'copy-%'").update();
	}

	/** All runs are open, and there is one job for each. */
	private void assertOpen(String id) {
		List<StoredRun> stored = this.runs.of(id);
		assertThat(stored).hasSize(RUNS).allMatch((run) -> run.state() == RunState.OPEN);
		assertThat(jobs(id)).extracting(Job::id)
			.containsExactlyInAnyOrderElementsOf(stored.stream().map(StoredRun::job).toList());
		assertThat(jobs(id)).allMatch((job) -> !job.status().terminal());
	}

	private List<Job> jobs(String experiment) {
		return this.jobs
			.list(new JobQuery(JobFilter.ofGroup(RunSubmission.group(experiment)), JobOrder.NEWEST, null, 100))
			.jobs();
	}

	private static void tried(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			assertThat(ex).hasStackTraceContaining("the test has ended this process");
		}
	}

	private MortalDataSource mortal() {
		return (MortalDataSource) this.database;
	}

	private static ExperimentRequest request(String name) {
		return JsonMapper.builder()
			.build()
			.readValue(
					"""
							{"name": "%s", "plan": {"encoder": "small", "tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-cola"}],
							 "limits": {"train": {"sample-squad": 8}}}, "axes": [{"field": "tasks[sample-squad].weight", "values": [0.5, 1.0]}],
							 "seeds": [0, 1], "parallel": 10}"""
						.formatted(name),
					ExperimentRequest.class);
	}

	/** Lets the test end a process. */
	@TestConfiguration
	static class Mortality {

		@Bean
		static MortalDataSource.Wrapping mortalDataSource() {
			return new MortalDataSource.Wrapping();
		}

	}

}
