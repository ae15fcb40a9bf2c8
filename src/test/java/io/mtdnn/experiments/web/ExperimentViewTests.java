package io.mtdnn.experiments.web;

import java.time.Instant;
import java.util.Map;

import io.mtdnn.experiments.store.RunState;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.web.ExperimentView.ExperimentState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExperimentViewTests {

	private static final Map<RunState, Long> SUCCEEDED = Map.of(RunState.SUCCEEDED, 3L);

	@Test
	void anExperimentThatIsStoppedBetweenItsBatchesCanContinue() {
		for (boolean settled : new boolean[] { false, true }) {
			assertThat(ExperimentView.state(stored(true, settled), SUCCEEDED, true)).isEqualTo(ExperimentState.STOPPED);
			assertThat(ExperimentView.state(stored(true, settled), SUCCEEDED, false))
				.isEqualTo(ExperimentState.FINISHED);
		}
	}

	@Test
	void anExperimentThatMayAddRunsIsRunningUntilItIsSettled() {
		assertThat(ExperimentView.state(stored(false, false), SUCCEEDED, true)).isEqualTo(ExperimentState.RUNNING);
		assertThat(ExperimentView.state(stored(false, true), SUCCEEDED, true)).isEqualTo(ExperimentState.FINISHED);
		assertThat(ExperimentView.state(stored(false, false), SUCCEEDED, false)).isEqualTo(ExperimentState.FINISHED);
	}

	private static StoredExperiment stored(boolean stopped, boolean settled) {
		return new StoredExperiment("id", "name", Instant.EPOCH, stopped, settled, null, "{}", "{}", "{}");
	}

}
