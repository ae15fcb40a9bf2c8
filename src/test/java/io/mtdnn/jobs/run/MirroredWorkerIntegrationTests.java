package io.mtdnn.jobs.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.jobs.JobsTest;
import io.mtdnn.jobs.SwitchableArtifactStore;
import io.mtdnn.jobs.claims.CopyStore;
import io.mtdnn.jobs.files.RunDirectories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

import static io.mtdnn.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** A worker with two devices whose runs are copied to the artifact store. */
@TestPropertySource(properties = { "test.devices=2", "mtdnn.jobs.mirror-runs=true",
		"spring.datasource.url=jdbc:h2:mem:mirrored;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.runs-dir=target/test-runs/mirrored", "mtdnn.artifacts.directory=target/test-runs/mirrored-artifacts" })
class MirroredWorkerIntegrationTests extends JobsTest {

	@Autowired
	WorkerLifecycle lifecycle;

	@Autowired
	CopyStore copies;

	@Autowired
	ArtifactStore store;

	@Autowired
	RunDirectories directories;

	@AfterEach
	void restore() {
		((SwitchableArtifactStore) this.store).unavailable(false);
		if (!this.lifecycle.isRunning()) {
			this.lifecycle.start();
		}
	}

	@Test
	void aStoppingWorkerReturnsBothJobsWithTheirNewestCheckpoints() throws Exception {
		String first = this.client.submit("first");
		this.client.awaitStatus(first, "RUNNING");
		this.engine.steps(3);
		this.client.awaitStep(first, 3);
		String second = this.client.submit("second");
		this.client.awaitStatus(second, "RUNNING");
		this.lifecycle.stop();
		this.client.awaitStatus(first, "QUEUED");
		this.client.awaitStatus(second, "QUEUED");
		for (String id : List.of(first, second)) {
			JsonNode job = this.client.view(id);
			assertThat(job.at("/attempts/0/outcome").asString()).isEqualTo("HANDED_BACK");
			assertThat(copied(id)).isEqualTo(job.at("/progress/checkpointStep").asString());
		}
		assertThat(copied(first)).isEqualTo("3");
	}

	@Test
	void aDamagedCopyIsSkippedAndTheRunReportsIt() throws Exception {
		String id = handedBackWithCopies();
		Path newest = SwitchableArtifactStore.files(Path.of("target/test-runs/mirrored-artifacts"),
				this.copies.of(id).get(0).artifact());
		Files.writeString(newest.resolve("checkpoints/step"), "9");
		leaveThisNode(id);
		this.engine.steps(1).finish();
		this.lifecycle.start();
		this.client.awaitStatus(id, "SUCCEEDED");
		JsonNode attempt = this.client.view(id).at("/attempts/1");
		assertThat(attempt.get("fromStep").asInt()).isEqualTo(2);
		assertThat(attempt.at("/notes/0").asString()).contains("copy 2", "was skipped", "checkpoints/step");
		assertThat(this.client.steps(id)).containsExactly(1, 2, 3);
	}

	@Test
	void unreachableCopiesFailTheJobWithAReason() throws Exception {
		String id = handedBackWithCopies();
		leaveThisNode(id);
		((SwitchableArtifactStore) this.store).unavailable(true);
		this.lifecycle.start();
		this.client.awaitStatus(id, "FAILED");
		JsonNode job = this.client.view(id);
		assertThat(job.get("failureKind").asString()).isEqualTo("INTERNAL");
		assertThat(job.get("reason").asString()).contains("copies of the run in the artifact store cannot be reached",
				"taken the artifact store away", "attempt 6");
		((SwitchableArtifactStore) this.store).unavailable(false);
		this.engine.steps(1).finish();
		assertThat(this.client.resume(id)).hasStatus(202);
		this.client.awaitStatus(id, "SUCCEEDED");
		assertThat(this.client.steps(id)).containsExactly(1, 2, 3, 4);
	}

	/** Copies of steps 2 and 3. */
	private String handedBackWithCopies() {
		String id = this.client.submit("copied");
		this.engine.steps(2).checkpoint();
		await().until(() -> this.copies.of(id).size() == 1);
		this.engine.steps(1);
		this.client.awaitStep(id, 3);
		this.lifecycle.stop();
		this.client.awaitStatus(id, "QUEUED");
		await().until(() -> this.copies.of(id).size() == 2);
		return id;
	}

	/** As if the next attempt were another machine's. */
	private void leaveThisNode(String id) throws Exception {
		FileSystemUtils.deleteRecursively(this.directories.of(id));
	}

	private String copied(String id) throws Exception {
		return Files.readString(this.store.fetch(this.copies.of(id).get(0).artifact()).resolve("checkpoints/step"));
	}

}
