package io.mtdnn.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.mtdnn.Patience;
import io.mtdnn.jobs.FakeRegistry;
import io.mtdnn.jobs.FollowedEnds;
import io.mtdnn.jobs.JobsClient;
import io.mtdnn.jobs.JobsTest;
import io.mtdnn.jobs.SwitchableDataSource;
import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.jobs.claims.ClaimLostException;
import io.mtdnn.jobs.claims.RunLedger;
import io.mtdnn.jobs.files.RunDirectories;
import io.mtdnn.jobs.queue.QueueEntry;
import io.mtdnn.jobs.rows.JobJson;
import io.mtdnn.node.Machine;
import io.mtdnn.node.NodeName;
import io.mtdnn.storage.SwitchableVolumes;
import io.mtdnn.storage.Volumes;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.TrainingEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import static io.mtdnn.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DurabilityIntegrationTests extends JobsTest {

	@Autowired
	FakeRegistry registry;

	@Autowired
	FollowedEnds followed;

	@Autowired
	DataSource database;

	@Autowired
	Scheduler scheduler;

	@Autowired
	WorkerLifecycle lifecycle;

	@Autowired
	RunLedger ledger;

	@Autowired
	RunDirectories directories;

	@Autowired
	Takeover takeover;

	@Autowired
	NodeName node;

	@Autowired
	JobJson json;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Volumes volumes;

	@AfterEach
	void restore() {
		unavailable(false);
		space().plenty();
		this.scheduler.resume();
	}

	@Test
	void aRunSurvivesAnOutageOfTheDatabase() {
		String id = this.client.submit("away");
		this.engine.steps(5);
		this.client.awaitStep(id, 5);
		this.engine.then(() -> unavailable(true)).steps(300).checkpoint().then(() -> unavailable(false)).steps(1);
		this.client.awaitStep(id, 306);
		this.engine.then(() -> unavailable(true)).steps(2).finish();
		await().until(() -> ((SwitchableDataSource) this.database).refused() > 0);
		unavailable(false);
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.client.steps(id)).containsExactly(IntStream.rangeClosed(1, 308).toArray());
		assertThat(this.client.view(id).at("/attempts").size()).isEqualTo(1);
	}

	@Test
	void everyCallRespondsWith503WhileTheDatabaseIsUnavailable() {
		unavailable(true);
		for (String address : List.of("/jobs", "/jobs/none", "/jobs/none/metrics")) {
			assertThat(this.mvc.get().uri(address)).hasStatus(503).hasHeader("Retry-After", "5");
		}
		assertThat(this.mvc.delete().uri("/jobs/none")).hasStatus(503);
		assertThat(this.client.resume("none")).hasStatus(503);
	}

	@Test
	void aRunEndsWithACompleteCheckpointBeforeTheDiskIsFull() {
		String id = this.client.submit("short of space");
		this.engine.steps(2).checkpoint().steps(1);
		this.client.awaitStep(id, 3);
		space().free(300L << 20);
		this.client.awaitStatus(id, "FAILED");
		JsonNode job = this.client.view(id);
		assertThat(job.get("failureKind").asString()).isEqualTo("CAPACITY");
		assertThat(job.get("reason").asString()).contains("mtdnn.runs-dir has 300 MB free", "512 MB",
				"free some space and resume");
		assertThat(this.client.post(JobsClient.job("refused"))).hasStatus(507);
		assertThat(this.client.resume(id)).hasStatus(507);
		space().plenty();
		this.engine.finish();
		assertThat(this.client.resume(id)).hasStatus(202);
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.engine.runs()).containsExactly(id + "@0", id + "@3");
	}

	@Test
	void aQueuedJobIsNotStartedWithoutFreeSpace() {
		String running = this.client.submit("running");
		this.client.awaitStatus(running, "RUNNING");
		String waiting = this.client.submit("waiting");
		space().free(1L << 20);
		this.client.awaitStatus(running, "FAILED");
		await().until(() -> this.jdbc.sql("select count(*) from scheduled_tasks where execution_time > now()")
			.query(Long.class)
			.single() == 1);
		assertThat(this.client.view(waiting).get("status").asString()).isEqualTo("QUEUED");
		assertThat(this.engine.runs()).containsExactly(running + "@0");
	}

	@Test
	void aStoppingNodeReturnsItsJobAndResumesItAfterARestart() {
		String id = this.client.submit("handed back");
		this.engine.steps(3);
		this.client.awaitStep(id, 3);
		this.lifecycle.stop();
		this.client.awaitStatus(id, "QUEUED");
		assertThat(this.client.view(id).get("reason").asString()).contains("shut down");
		this.engine.steps(1).finish();
		this.lifecycle.start();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.engine.runs()).containsExactly(id + "@0", id + "@3");
		assertThat(this.client.steps(id)).containsExactly(1, 2, 3, 4);
		assertThat(this.client.view(id).at("/attempts/0/outcome").asString()).isEqualTo("HANDED_BACK");
	}

	@Test
	void aJobDoesNotSucceedIfTheRegistryFails() {
		this.registry.failOnce(new UncheckedIOException(new IOException("No space left on device")));
		String id = this.client.submit("unregistered");
		this.engine.steps(1).checkpoint().finish();
		this.client.awaitStatus(id, "FAILED");
		assertThat(this.client.view(id).get("failureKind").asString()).isEqualTo("CAPACITY");
		this.engine.finish();
		assertThat(this.client.resume(id)).hasStatus(202);
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.registry.registered(id)).isPresent();
	}

	@Test
	void theJobOfADeadProcessOfThisMachineIsTakenOverAtOnce() {
		String id = deadWorkersJob(this.node, "now() + interval '1' hour");
		this.engine.steps(1).finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		JsonNode job = this.client.view(id);
		assertThat(job.at("/attempts/0/outcome").asString()).isEqualTo("LOST");
		assertThat(job.at("/attempts/0/reason").asString()).isEqualTo("the worker process has ended");
		assertThat(job.at("/attempts/1/fromStep").asInt()).isEqualTo(2);
		assertThat(this.client.steps(id)).containsExactly(1, 2, 3);
	}

	@Test
	void theJobOfAnotherMachineIsTakenOverWhenItsHeartbeatsStop() {
		String id = deadWorkersJob(elsewhere(), "now() - interval '1' hour");
		this.engine.steps(1).finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.client.view(id).at("/attempts/0/reason").asString())
			.startsWith("worker dead has not responded since");
		assertThat(this.client.steps(id)).containsExactly(1, 2, 3);
	}

	/**
	 * This node had the run before, so its folder and its lock do not show the state of
	 * the current worker.
	 */
	@Test
	void aLiveWorkerOnAnotherMachineWithTheSameHostNameKeepsItsJob() {
		String id = deadWorkersJob(elsewhere(), "now() + interval '1' hour");
		this.takeover.sweep();
		assertThat(this.client.view(id).get("status").asString()).isEqualTo("RUNNING");
		assertThat(this.client.view(id).at("/attempts").size()).isEqualTo(1);
		this.jdbc.sql("update scheduled_tasks set last_heartbeat = now() - interval '1' hour").update();
		this.engine.finish();
		this.client.awaitStatus(id, "SUCCEEDED");
	}

	/**
	 * Two nodes find the same dead worker; the slower one acts when the job runs again.
	 */
	@Test
	void aDeadWorkerThatHasBeenReplacedIsNotDeclaredDeadAgain() {
		String id = this.client.submit("found dead twice");
		this.client.awaitStatus(id, "RUNNING");
		String entry = id + ":1";
		long version = this.jdbc.sql("select version from scheduled_tasks where task_instance = ?")
			.param(entry)
			.query(Long.class)
			.single();
		Execution seen = new Execution(Instant.EPOCH, new TaskInstance<Void>(QueueEntry.TASK, entry), true, "dead",
				null, null, 0, Instant.EPOCH, version - 1);
		this.takeover.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
		this.takeover.dead(ExecutionComplete.failure(seen, Instant.EPOCH, Instant.EPOCH, null), null);
		assertThat(this.client.view(id).get("status").asString()).isEqualTo("RUNNING");
		this.engine.finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.client.view(id).at("/attempts").size()).isEqualTo(1);
	}

	@Test
	void anUnusableDirectoryFailsTheJobWithAReason() throws Exception {
		this.lifecycle.stop();
		String id = this.client.submit("no directory");
		Path obstacle = Files.createFile(this.directories.of(id));
		this.lifecycle.start();
		this.client.awaitStatus(id, "FAILED");
		assertThat(this.client.view(id).get("failureKind").asString()).isEqualTo("CAPACITY");
		assertThat(this.client.view(id).get("reason").asString()).startsWith("the run's directory cannot be used");
		Files.delete(obstacle);
		this.engine.finish();
		assertThat(this.client.resume(id)).hasStatus(202);
		this.client.awaitStatus(id, "SUCCEEDED");
	}

	@Test
	void aWorkerThatHasLostItsClaimRegistersNothing() {
		String id = this.client.submit("lost at the end");
		this.engine.steps(1).checkpoint().finishAfter(() -> this.ledger.lost(id, (job) -> true, "taken for dead"));
		await().until(() -> this.engine.runs().size() == 2);
		assertThat(this.registry.registered(id)).isEmpty();
		this.engine.finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.registry.registered(id)).isPresent();
	}

	@Test
	void aWorkerThatLosesItsClaimWhileItStoresItsModelRegistersNothing() {
		String id = this.client.submit("lost while storing");
		List<Boolean> registered = new ArrayList<>();
		this.registry.onStored(() -> {
			this.ledger.lost(id, (job) -> true, "taken for dead");
			this.registry.onStored(() -> registered.add(this.registry.registered(id).isPresent()));
		});
		this.engine.steps(1).checkpoint().finish();
		await().until(() -> this.engine.runs().size() == 2);
		this.engine.finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(registered).containsExactly(false);
		assertThat(this.client.view(id).at("/attempts/0/outcome").asString()).isEqualTo("LOST");
	}

	@Test
	void followersAreNotifiedOfALostAttempt() {
		String id = this.client.submit("followed");
		this.engine.steps(1).checkpoint().finishAfter(() -> this.ledger.lost(id, (job) -> true, "taken for dead"));
		await().until(() -> this.engine.runs().size() == 2);
		this.engine.finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		await().untilAsserted(() -> assertThat(this.followed.of(id)).containsExactly("1 INTERRUPTED", "2 FINISHED"));
	}

	@Test
	void aKeyCanBeReusedAtOnceAfterADatabaseFailure() {
		this.engine.onPreflight(() -> unavailable(true));
		assertThat(this.client.post(JobsClient.job("dropped"), "dropped-1")).hasStatus(503);
		this.engine.onPreflight(() -> {
		});
		unavailable(false);
		MvcTestResult second = this.client.post(JobsClient.job("dropped"), "dropped-1");
		assertThat(second).hasStatus(202);
		assertThat(this.client.body(this.client.post(JobsClient.job("dropped"), "dropped-1")).get("id"))
			.isEqualTo(this.client.body(second).get("id"));
	}

	@Test
	void aRequestInFlightIsRejectedWithATimeToRetry() {
		List<MvcTestResult> meanwhile = new ArrayList<>();
		this.engine.onPreflight(() -> {
			meanwhile.add(this.client.post(JobsClient.job("in flight"), "in-flight-1"));
			meanwhile.add(this.client.post(JobsClient.job("another body"), "in-flight-1"));
		});
		assertThat(this.client.post(JobsClient.job("in flight"), "in-flight-1")).hasStatus(202);
		assertThat(meanwhile.get(0)).hasStatus(409).hasHeader("Retry-After", "2");
		assertThat(meanwhile.get(1)).hasStatus(422);
	}

	@Test
	void aWorkerDeclaredDeadCanWriteNothing() {
		String id = this.client.submit("claimed");
		this.client.awaitRun(id, this.engine);
		int attempt = this.client.view(id).at("/attempts").size();
		Claim stale = new Claim(id, attempt - 1, "stale", null, null, 0, null, 0);
		assertThatExceptionOfType(ClaimLostException.class).isThrownBy(() -> this.ledger.succeed(stale));
		assertThatExceptionOfType(ClaimLostException.class).isThrownBy(() -> this.ledger.write(stale, List.of(), 0));
		this.ledger.lost(id, (job) -> true, "a mistake");
		await().until(() -> this.engine.runs().size() == 2);
		this.engine.finish();
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.client.view(id).at("/attempts/0/outcome").asString()).isEqualTo("LOST");
	}

	@Test
	void purgeRemovesCheckpointsAndCancelKeepsThem() {
		String kept = this.client.submit("kept");
		this.engine.steps(2);
		this.client.awaitStep(kept, 2);
		this.client.delete(kept);
		this.client.awaitStatus(kept, "CANCELLED");
		assertThat(this.directories.checkpoints(kept)).isNotEmptyDirectory();
		assertThat(this.mvc.delete().uri("/jobs/{id}?purge=true", kept)).hasStatus(202);
		assertThat(this.directories.checkpoints(kept)).doesNotExist();

		String running = this.client.submit("purged");
		this.client.awaitStatus(running, "RUNNING");
		assertThat(this.mvc.delete().uri("/jobs/{id}?purge=true", running)).hasStatus(202);
		this.client.awaitStatus(running, "CANCELLED");
		await().until(() -> !Files.exists(this.directories.checkpoints(running)));
	}

	/** The request arrives, then the attempt fails before it has noticed. */
	@Test
	void aRequestedPurgeSurvivesAFailedAttempt() {
		String id = this.client.submit("purged late");
		this.engine.steps(1).checkpoint().then(() -> {
			assertThat(this.mvc.delete().uri("/jobs/{id}?purge=true", id)).hasStatus(202);
			throw new IllegalStateException("a fault at the same time");
		});
		this.client.awaitStatus(id, "CANCELLED");
		assertThat(this.client.view(id).at("/attempts/0/outcome").asString()).isEqualTo("FAILED");
		await().until(() -> !Files.exists(this.directories.checkpoints(id)));
	}

	/** The request arrives, then the attempt fails for good before it has noticed. */
	@Test
	void aJobThatFailsAfterItWasCancelledIsCancelled() {
		String id = this.client.submit("cancelled late");
		this.engine.steps(1).then(() -> {
			assertThat(this.mvc.delete().uri("/jobs/{id}", id)).hasStatus(202);
			throw new TrainingFailure(FailureKind.USER, "other files", null);
		});
		this.client.awaitStatus(id, "CANCELLED");
		assertThat(this.client.view(id).at("/attempts/0/outcome").asString()).isEqualTo("FAILED");
		assertThat(this.client.view(id).at("/attempts/0/reason").asString()).isEqualTo("other files");
	}

	@Test
	void aRequestedPurgeSurvivesADeadWorker() {
		await().until(() -> !this.scheduler.getSchedulerState().isPaused());
		this.scheduler.pause();
		String id = this.client.submit("purged dead");
		try (RunDirectories.Lock living = this.directories.lock(id)) {
			leaveBehind(id, this.node, "now() + interval '1' hour");
			assertThat(this.mvc.delete().uri("/jobs/{id}?purge=true", id)).hasStatus(202);
		}
		this.client.awaitStatus(id, "CANCELLED");
		await().until(() -> !Files.exists(this.directories.checkpoints(id)));
		this.scheduler.resume();
	}

	@Test
	void aFailureOfTheDataIsNotRetried() {
		String id = this.client.submit("nan");
		this.engine.fail(FailureKind.USER, "the loss is not a finite number at step 7, task 'cola'");
		this.client.awaitStatus(id, "FAILED");
		JsonNode job = this.client.view(id);
		assertThat(job.get("failureKind").asString()).isEqualTo("USER");
		assertThat(job.get("attempts").size()).isEqualTo(1);
		assertThat(job.get("reason").asString()).contains("step 7", "cola");
	}

	@Test
	void concurrentSubmissionsAreAcceptedInOrderOrRejected() throws Exception {
		String running = this.client.submit("running");
		this.client.awaitStatus(running, "RUNNING");
		ExecutorService users = Executors.newFixedThreadPool(20);
		List<Callable<Integer>> submissions = IntStream.range(0, 100)
			.mapToObj((i) -> (Callable<Integer>) () -> this.client.post(JobsClient.job("crowd " + i))
				.getResponse()
				.getStatus())
			.toList();
		List<Integer> statuses = new ArrayList<>();
		// Submissions without a response in time are cancelled, and get() throws.
		for (Future<Integer> answer : users.invokeAll(submissions, Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
			statuses.add(answer.get());
		}
		users.shutdown();
		assertThat(statuses).containsOnly(202, 503);
		assertThat(statuses.stream().filter((status) -> status == 202)).hasSize(3);
		List<String> newestFirst = this.client.list("?status=QUEUED")
			.valueStream()
			.map((job) -> job.get("id").asString())
			.toList();
		assertThat(newestFirst).hasSize(3);
		this.engine.finish().finish().finish().finish();
		this.client.awaitStatus(newestFirst.get(0), "SUCCEEDED");
		assertThat(this.engine.runs()).containsExactly(running + "@0", newestFirst.get(2) + "@0",
				newestFirst.get(1) + "@0", newestFirst.get(0) + "@0");
	}

	/**
	 * A job with two steps and a checkpoint of them; the journal has one step more than
	 * the database. Its worker lives, that is holds the run's lock, until all is in
	 * place: a sweep in between would take the job over too early, and the entry that is
	 * marked afterwards would wait for a heartbeat that never comes.
	 */
	private String deadWorkersJob(NodeName worker, String lastHeartbeat) {
		// A worker that has just ended a job of another test resumes the scheduler a
		// little later.
		await().until(() -> !this.scheduler.getSchedulerState().isPaused());
		this.scheduler.pause();
		String id = this.client.submit("dead");
		try (RunDirectories.Lock living = this.directories.lock(id)) {
			leaveBehind(id, worker, lastHeartbeat);
		}
		this.scheduler.resume();
		return id;
	}

	private NodeName elsewhere() {
		return new NodeName("dead", this.node.host(), new Machine("another"));
	}

	private void leaveBehind(String id, NodeName worker, String lastHeartbeat) {
		Claim claim = this.ledger.begin(id, 1, worker, Map.of()).orElseThrow();
		Path journalFile = this.directories.journal(id);
		try (RunJournal journal = RunJournal.open(journalFile, this.json)) {
			journal.append(new TrainingEvent.Started(0, 1000, List.of()));
			journal.append(new TrainingEvent.StepDone(1, 1000, 1, "cola", 1, 1, 1, 1));
			RunJournal.Batch batch = journal.read(0);
			this.ledger.write(claim, batch.events(), batch.end());
			journal.append(new TrainingEvent.StepDone(2, 1000, 1, "cola", 1, 1, 1, 1));
			Path checkpoint = this.directories.checkpoints(id).resolve("step");
			Files.createDirectories(checkpoint.getParent());
			Files.writeString(checkpoint, "2");
			Files.writeString(journalFile, "{\"type\":\"st", java.nio.file.StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.jdbc.sql(
				"update scheduled_tasks set picked = true, picked_by = 'dead', version = version + 1, last_heartbeat = "
						+ lastHeartbeat)
			.update();
	}

	private SwitchableVolumes space() {
		return (SwitchableVolumes) this.volumes;
	}

	private void unavailable(boolean away) {
		((SwitchableDataSource) this.database).unavailable(away);
	}

}
