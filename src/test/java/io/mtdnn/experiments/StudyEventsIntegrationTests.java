package io.mtdnn.experiments;

import io.mtdnn.Patience;
import io.mtdnn.experiments.store.ExperimentStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static io.mtdnn.experiments.ExperimentsClient.each;
import static org.assertj.core.api.Assertions.assertThat;

/** A study does not wait for the sweep, which runs once an hour here. */
@TestPropertySource(properties = { "mtdnn.experiments.sweep=1h",
		"spring.datasource.url=jdbc:h2:mem:study-events;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.runs-dir=target/test-runs/experiments/event-runs",
		"mtdnn.artifacts.directory=target/test-runs/experiments/event-artifacts" })
class StudyEventsIntegrationTests extends ExperimentsTest {

	@Autowired
	ExperimentStore store;

	@Test
	void aStudyProceedsWhenItIsChangedOrAJobEnds() {
		String id = this.client.start(study("events", "\"seeds\": [0], \"parallel\": 1"));
		assertThat(each(this.client.finished(id).path("runs"), "state")).containsExactly("SUCCEEDED", "SUCCEEDED");
		awaitSettled(id);
		this.client.extend(id, "{\"seeds\": [1]}");
		this.client.awaitCount(id, "SUCCEEDED", 4);
		awaitSettled(id);
		this.client.extend(id, "{\"seeds\": [2]}");
		this.client.tell(id, "stop");
		awaitSettled(id);
		this.client.tell(id, "continue");
		this.client.awaitCount(id, "SUCCEEDED", 6);
		awaitSettled(id);
	}

	private void awaitSettled(String id) {
		Patience.await().until(() -> this.store.get(id).settled());
	}

}
