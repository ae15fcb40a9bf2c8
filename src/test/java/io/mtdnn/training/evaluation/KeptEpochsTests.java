package io.mtdnn.training.evaluation;

import java.util.List;
import java.util.Map;

import io.mtdnn.plan.KeepMetric;
import io.mtdnn.plan.Plans;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.training.checkpoint.RunState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeptEpochsTests {

	private static final List<Task> TASKS = List.of(new Task("squad", HeadKind.SPAN, List.of()),
			new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of()));

	/**
	 * Percent of questions and fractions of choices: (60 + 80) / 2 is more than (70 + 60)
	 * / 2.
	 */
	@Test
	void theMeanOfAllTasksIsInPercent() {
		KeptEpochs kept = KeptEpochs.of(Plans.plan(Map.of("keep", "best", "keepMetric", KeepMetric.ofAllTasks())),
				TASKS);
		RunState first = kept.after(epoch(RunState.start("h", 2), 1), metrics(60, 0.8));
		assertThat(first.best().metric()).isEqualTo(70);
		RunState second = kept.after(epoch(first, 2), metrics(70, 0.6));
		assertThat(second.best().epoch()).isEqualTo(1);
		assertThat(kept.describeBest(second.best())).containsEntry("value", 70.0)
			.containsEntry("mean", List.of("best_f1 of 'squad'", "accuracy of 'swag'"))
			.doesNotContainKeys("dataset", "metric");
	}

	private static RunState epoch(RunState state, int epoch) {
		return new RunState(state.planHash(), 10 * epoch, epoch, true, state.tasks(), state.best(),
				state.epochsWithoutImprovement(), state.last(), state.watched());
	}

	private static Map<String, Map<String, Double>> metrics(double f1, double accuracy) {
		return Map.of("squad", Map.of("best_f1", f1), "swag", Map.of("accuracy", accuracy));
	}

}
