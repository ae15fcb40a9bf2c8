package io.mtdnn.training.affinity;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Plans;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.training.TrainingEvent.AffinityMeasured;
import io.mtdnn.training.schedule.BatchSchedule.Draw;
import io.mtdnn.training.schedule.TaskData;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AffinityProbeTests {

	private static final Task SQUAD = new Task("squad", HeadKind.SPAN, List.of());

	private static final Task COLA = new Task("cola", HeadKind.CLASSIFICATION, List.of("0", "1"));

	private static final Task SWAG = new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of());

	private final Certainty model = new Certainty();

	/** Every logit but the right one is 0, so that a loss is ln(1 + (n - 1) e^-z). */
	@Test
	void lossesAreCrossEntropiesOfTheRightAnswer() {
		TrainingPlan plan = plan(Map.of());
		this.model.logit = 2;
		assertThat(batch(plan, SQUAD, new Span(0, 0), 1, 5).loss(this.model))
			.isCloseTo(2 * Math.log(1 + 4 * Math.exp(-2)), within(1e-6));
		assertThat(batch(plan(Map.of("spanLoss", "mean")), SQUAD, new Span(0, 0), 1, 5).loss(this.model))
			.isCloseTo(Math.log(1 + 4 * Math.exp(-2)), within(1e-6));
		assertThat(batch(plan, COLA, new Label(0), 1, 5).loss(this.model)).isCloseTo(Math.log(1 + Math.exp(-2)),
				within(1e-6));
		assertThat(batch(plan, SWAG, new Label(1), 4, 5).loss(this.model)).isCloseTo(Math.log(4), within(1e-6));
	}

	@Test
	void aStepIsMeasuredByWhatItChanges() {
		AffinityProbe probe = probe(Map.of("everySteps", 3, "examples", 2));
		assertThat(probe.around(draw(2, 0), () -> this.model.logit = 1).affinity()).isEmpty();
		AffinityMeasured measured = probe.around(draw(3, 1), () -> this.model.logit = 2).affinity().orElseThrow();
		assertThat(measured.step()).isEqualTo(3);
		assertThat(measured.task()).isEqualTo("cola");
		assertThat(measured.changes()).containsOnlyKeys("squad", "cola");
		assertThat(measured.changes().get("cola"))
			.isCloseTo(1 - Math.log(1 + Math.exp(-2)) / Math.log(1 + Math.exp(-1)), within(1e-6));
	}

	@Test
	void withoutTheSettingNothingIsAsked() {
		AffinityProbe probe = probe(null);
		assertThat(probe.around(draw(100, 0), () -> 7).result()).isEqualTo(7);
		assertThat(this.model.asked).isZero();
	}

	/** Four passes of two tasks' eight items, for each hundred steps of forty-eight. */
	@Test
	void atItsDefaultItReadsFarFewerRowsThanTraining() {
		AffinityProbe probe = probe(Map.of("everySteps", 100, "examples", 8));
		IntStream.rangeClosed(1, 1000).forEach((step) -> probe.around(draw(step, 0), () -> 0));
		double trained = 1000 * 3 * 16;
		assertThat(this.model.asked / trained).isLessThan(0.01);
	}

	private AffinityProbe probe(Map<String, Object> affinity) {
		Map<String, Object> fields = new java.util.HashMap<>();
		fields.put("affinity", affinity);
		List<TaskData> data = List.of(TaskData.of(SQUAD, 4, 20, items(20, new Span(0, 0), 1, 5)),
				TaskData.of(COLA, 4, 20, items(20, new Label(0), 1, 5)));
		return new AffinityProbe(plan(fields), data, this.model);
	}

	private static TrainingPlan plan(Map<String, Object> fields) {
		Map<String, Object> all = new java.util.HashMap<>(fields);
		all.put("tasks", List.of(new PlannedTask("squad", 0.5), new PlannedTask("cola", 0.5)));
		return Plans.plan(all);
	}

	private static Draw draw(int step, int task) {
		return new Draw(step, 1, task, 0, 0, false);
	}

	private static HeldBatch batch(TrainingPlan plan, Task task, Target target, int rows, int tokens) {
		return HeldBatch.of(plan, task, items(3, target, rows, tokens));
	}

	private static List<EncodedExample> items(int count, Target target, int rows, int tokens) {
		return IntStream.range(0, count)
			.mapToObj((i) -> new EncodedExample(
					IntStream.range(0, rows).mapToObj((row) -> new TokenSequence(new int[tokens], tokens)).toList(),
					target))
			.toList();
	}

	/** Gives its logit to the first position, class or output, and 0 to the others. */
	private static final class Certainty implements InferenceModel {

		private int logit;

		private int asked;

		@Override
		public List<SpanLogits> spans(String task, List<TokenSequence> rows) {
			this.asked += rows.size();
			return rows.stream().map((row) -> new SpanLogits(first(row.length()), first(row.length()))).toList();
		}

		@Override
		public float[][] scores(String task, List<TokenSequence> rows) {
			this.asked += rows.size();
			return rows.stream().map((row) -> first(task.equals("cola") ? 2 : 1)).toArray(float[][]::new);
		}

		private float[] first(int length) {
			float[] logits = new float[length];
			logits[0] = this.logit;
			return logits;
		}

		@Override
		public List<Task> tasks() {
			return List.of();
		}

		@Override
		public int maxPositions() {
			return 512;
		}

		@Override
		public void close() {
		}

	}

}
