package io.mtdnn.training.affinity;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.model.Batch;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.torch.TinyBert;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Plans;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.TrainingEvent.AffinityMeasured;
import io.mtdnn.training.schedule.BatchSchedule.Draw;
import io.mtdnn.training.schedule.TaskData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Affinity measured on a tiny real model. */
class AffinityProbeTests {

	private static final List<Batch> BATCHES = List.of(TinyBert.qa(1), TinyBert.labels(3));

	@TempDir
	Path directory;

	private TrainableModel model;

	@BeforeEach
	void open() {
		this.model = TinyBert.FACTORY.openForTraining(TinyBert.write(this.directory.resolve("encoder")), TinyBert.TASKS,
				TinyBert.settings(0.3));
	}

	@AfterEach
	void close() {
		this.model.close();
	}

	@Test
	void aStepIsMeasuredByTheLossesThatItChanges() {
		AffinityProbe probe = probe(Map.of("everySteps", 3, "examples", 20));
		assertThat(probe.around(draw(2), this::step).affinity()).isEmpty();
		double[] before = losses();
		AffinityMeasured measured = probe.around(draw(3), this::step).affinity().orElseThrow();
		double[] after = losses();
		assertThat(measured.step()).isEqualTo(3);
		assertThat(measured.task()).isEqualTo("mnli");
		assertThat(measured.changes()).containsOnlyKeys("squad-v2", "mnli");
		assertThat(measured.changes().get("squad-v2")).isCloseTo(1 - after[0] / before[0], within(1e-5)).isNotZero();
		assertThat(measured.changes().get("mnli")).isCloseTo(1 - after[1] / before[1], within(1e-5)).isNotZero();
	}

	@Test
	void theCosinesAreASymmetricMatrixOfTheTasks() {
		AffinityProbe probe = probe(Map.of("everySteps", 1, "examples", 20));
		double cosine = this.model.compareGradients(BATCHES).cosines()[0][1];
		Map<String, Map<String, Double>> cosines = probe.around(draw(1), this::step).affinity().orElseThrow().cosines();
		assertThat(cosines).containsOnlyKeys("squad-v2", "mnli");
		assertThat(cosines.get("squad-v2").get("mnli")).isCloseTo(cosine, within(1e-5)).isNotZero();
		assertThat(cosines.get("mnli").get("squad-v2")).isEqualTo(cosines.get("squad-v2").get("mnli"));
		assertThat(cosines.get("mnli").get("mnli")).isEqualTo(1);
	}

	@Test
	void onlyTheRequestedExamplesAreKept() {
		Map<String, Double> one = probe(Map.of("everySteps", 1, "examples", 1)).around(draw(1), this::step)
			.affinity()
			.orElseThrow()
			.changes();
		close();
		open();
		Map<String, Double> all = probe(Map.of("everySteps", 1, "examples", 20)).around(draw(1), this::step)
			.affinity()
			.orElseThrow()
			.changes();
		assertThat(one.get("mnli")).isNotCloseTo(all.get("mnli"), within(1e-6));
	}

	@Test
	void withoutTheSettingNothingIsMeasured() {
		assertThat(probe(null).around(draw(100), this::step).affinity()).isEqualTo(Optional.empty());
	}

	private float step() {
		float loss = this.model.accumulate(BATCHES.get(1), 1, 1);
		this.model.update(1e-2);
		return loss;
	}

	private double[] losses() {
		return BATCHES.stream().mapToDouble(this.model::loss).toArray();
	}

	private AffinityProbe probe(@Nullable Map<String, Object> affinity) {
		Map<String, Object> fields = new HashMap<>();
		fields.put("affinity", affinity);
		fields.put("spanLoss", "mean");
		fields.put("tasks", List.of(new PlannedTask("squad-v2", 0.5), new PlannedTask("mnli", 0.5)));
		TrainingPlan plan = Plans.plan(fields);
		return new AffinityProbe(plan, BATCHES.stream().map(AffinityProbeTests::data).toList(), this.model);
	}

	private static TaskData data(Batch batch) {
		List<EncodedExample> items = IntStream.range(0, batch.size())
			.mapToObj((i) -> new EncodedExample(batch.sequences().subList(i, i + 1), batch.targets().get(i)))
			.toList();
		return TaskData.of(batch.task(), 4, items.size(), items);
	}

	private static Draw draw(int step) {
		return new Draw(step, 1, 1, 0, 0, false);
	}

}
