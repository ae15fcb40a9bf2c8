package io.mtdnn.training.cost;

import java.util.List;

import io.mtdnn.training.checkpoint.RunState.TaskState;
import io.mtdnn.training.schedule.BatchSchedule.Mix;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkloadTests {

	private final Workload work = new Workload(new double[] { 10, 2 },
			new Mix(new int[] { 100, 50 }, new double[] { 0.7, 0.3 }, 70), 30, 2);

	@Test
	void theTotalConsistsOfStepsAndEvaluations() {
		assertThat(this.work.totalSteps()).isEqualTo(150);
		assertThat(this.work.total(0.5)).isEqualTo(100 * 10 + 50 * 2 + 2 * 30 * 0.5);
	}

	/** 20 of the long steps and all of the short ones are done. */
	@Test
	void theRemainderDependsOnTheDrawnTasks() {
		assertThat(this.work.stepsLeft(List.of(new TaskState(20, 0, 0), new TaskState(50, 0, 0)))).isEqualTo(80 * 10);
	}

}
