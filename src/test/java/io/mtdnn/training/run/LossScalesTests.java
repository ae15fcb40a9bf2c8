package io.mtdnn.training.run;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.model.Batch;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Plans;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LossScalesTests {

	private static final Batch CLASSES = batch(new Task("mnli", HeadKind.CLASSIFICATION, List.of("a", "b", "c")),
			new Label(0), 1, 9);

	private static final Batch CHOICES = batch(new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of()), new Label(0), 4,
			9);

	private static final Batch SPANS = batch(new Task("squad", HeadKind.SPAN, List.of()), new Span(0, 0), 1, 100);

	@Test
	void thePapersLossIsNotScaled() {
		LossScales scales = scales(Map.of());
		assertThat(scales.scaled(0.3, 0, CLASSES)).isEqualTo(0.3);
		assertThat(scales.scaled(0.7, 1, SPANS)).isEqualTo(1.4);
	}

	/**
	 * As in Aghajanyan et al. 2021: a model that guesses uniformly then has the loss 1
	 * for every kind of head.
	 */
	@Test
	void scalingDividesByTheLossOfAGuess() {
		LossScales scales = scales(Map.of("lossScaling", "labels"));
		assertThat(scales.scaled(1, 0, CLASSES)).isCloseTo(1 / Math.log(3), within(1e-12));
		assertThat(scales.scaled(1, 0, CHOICES)).isCloseTo(1 / Math.log(4), within(1e-12));
	}

	/**
	 * The task's own weight is 2. A uniform guess costs ln 100 for the start and as much
	 * for the end.
	 */
	@Test
	void theLossOfASpanIsScaledLikeTheSumOfItsParts() {
		assertThat(scales(Map.of("lossScaling", "labels", "spanLoss", "sum")).scaled(0.5, 1, SPANS))
			.isCloseTo(0.5 * 2 / (2 * Math.log(100)), within(1e-12));
		assertThat(scales(Map.of("lossScaling", "labels", "spanLoss", "mean")).scaled(0.5, 1, SPANS))
			.isCloseTo(0.5 * 2 / Math.log(100), within(1e-12));
	}

	@Test
	void aRegressionIsNotScaled() {
		Batch numbers = batch(new Task("sts-b", HeadKind.REGRESSION, List.of()), new Target.Value(3), 1, 9);
		assertThat(scales(Map.of("lossScaling", "labels")).scaled(0.5, 0, numbers)).isEqualTo(0.5);
	}

	private static LossScales scales(Map<String, Object> fields) {
		Map<String, Object> all = new java.util.HashMap<>(fields);
		all.put("tasks",
				List.of(new PlannedTask("mnli", 0.5), new PlannedTask("squad", 0.5, null, 2.0, null, null, null)));
		TrainingPlan plan = Plans.plan(all);
		return new LossScales(plan);
	}

	private static Batch batch(Task task, Target target, int rows, int tokens) {
		return new Batch(task,
				IntStream.range(0, 2 * rows).mapToObj((i) -> new TokenSequence(new int[tokens], tokens)).toList(),
				List.of(target, target));
	}

}
