package io.mtdnn.training.affinity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.model.Batch;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.torch.TinyBert;
import io.mtdnn.plan.Plans;
import io.mtdnn.plan.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** On a tiny real model. */
class HeldBatchTests {

	private static final TrainingPlan PLAN = Plans.plan(Map.of("spanLoss", "mean"));

	private static final List<Batch> BATCHES = List.of(TinyBert.qa(1), TinyBert.choice(2), TinyBert.labels(3));

	@TempDir
	Path directory;

	@Test
	void theLossIsThatOfTrainingWithoutDropout() {
		try (TrainableModel model = open()) {
			for (Batch batch : BATCHES) {
				assertThat(held(batch).loss(model)).as(batch.task().name())
					.isCloseTo(model.accumulate(batch, 1, 1), within(1e-5));
				model.update(1e-2);
			}
		}
	}

	@Test
	void measuringLeavesTheWeightsToTheBit() throws IOException {
		assertThat(trained(true)).isEqualTo(trained(false));
	}

	private byte[] trained(boolean measuring) throws IOException {
		Path file = this.directory.resolve("weights-" + measuring);
		try (TrainableModel model = open()) {
			for (int step = 0; step < 6; step++) {
				Batch batch = BATCHES.get(step % 3);
				if (measuring) {
					BATCHES.forEach((each) -> held(each).loss(model));
				}
				model.accumulate(batch, step, 1);
				model.update(1e-2);
			}
			model.saveWeights(file);
		}
		return Files.readAllBytes(file);
	}

	private TrainableModel open() {
		return TinyBert.FACTORY.openForTraining(TinyBert.write(this.directory.resolve("encoder")), TinyBert.TASKS,
				TinyBert.settings(0));
	}

	private static HeldBatch held(Batch batch) {
		int rows = batch.sequences().size() / batch.size();
		List<EncodedExample> items = new ArrayList<>();
		for (int i = 0; i < batch.size(); i++) {
			items.add(new EncodedExample(batch.sequences().subList(i * rows, (i + 1) * rows), batch.targets().get(i)));
		}
		return HeldBatch.of(PLAN, batch.task(), items);
	}

}
