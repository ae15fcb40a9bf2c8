package io.mtdnn.model.torch;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Two tasks that train the same head. */
class SharedHeadTests {

	private static final TrainableModelSettings SETTINGS = TinyBert.settings(0.1);

	private static final Task FIRST = new Task("mnli", HeadKind.CLASSIFICATION, List.of("a", "b", "c"));

	private static final Task SECOND = new Task("ours", HeadKind.CLASSIFICATION, List.of("a", "b", "c")).onHead("mnli");

	@TempDir
	Path directory;

	private Path encoder;

	@BeforeEach
	void writeEncoder() {
		this.encoder = TinyBert.write(this.directory.resolve("encoder"));
	}

	/**
	 * Batches of both tasks change the weights as if all had been batches of the one task
	 * that owns the head.
	 */
	@Test
	void aSharedHeadEqualsThatOfOneTask() {
		try (TorchTrainableModel shared = open(List.of(FIRST, SECOND));
				TorchTrainableModel own = open(List.of(FIRST))) {
			for (int step = 0; step < 6; step++) {
				train(shared, (step % 2 == 0) ? FIRST : SECOND, step);
				train(own, FIRST, step);
			}
			assertThat(shared.network().export().keySet()).containsExactlyElementsOf(own.network().export().keySet());
			own.network()
				.export()
				.forEach((name, tensor) -> assertThat(values(shared.network().export().get(name))).as(name)
					.isEqualTo(values(tensor)));
			List<TokenSequence> rows = TinyBert.labels(9).sequences();
			assertThat(shared.scores("ours", rows)).isDeepEqualTo(own.scores("mnli", rows));
			assertThat(shared.scores("mnli", rows)).isDeepEqualTo(own.scores("mnli", rows));
		}
	}

	@Test
	void theStateOfASharedHeadIsStoredOnce() {
		Path state = this.directory.resolve("state");
		try (TorchTrainableModel model = open(List.of(FIRST, SECOND));
				TorchTrainableModel restored = open(List.of(FIRST, SECOND))) {
			train(model, SECOND, 1);
			model.saveState(state);
			restored.restore(state);
			train(model, FIRST, 2);
			train(restored, FIRST, 2);
			assertThat(values(restored.network().export().get("heads.mnli.weight")))
				.isEqualTo(values(model.network().export().get("heads.mnli.weight")));
		}
	}

	@Test
	void headsOfDifferentSizesAreNotShared() {
		Task fewer = new Task("ours", HeadKind.CLASSIFICATION, List.of("a", "b")).onHead("mnli");
		assertThatIllegalArgumentException().isThrownBy(() -> open(List.of(FIRST, fewer)).close())
			.withMessageContaining("cannot share a head");
	}

	private TorchTrainableModel open(List<Task> tasks) {
		return (TorchTrainableModel) TinyBert.FACTORY.openForTraining(this.encoder, tasks, SETTINGS);
	}

	private static void train(TrainableModel model, Task task, int step) {
		Batch batch = TinyBert.labels(step);
		model.accumulate(new Batch(task, batch.sequences(), batch.targets()), step, 1);
		model.update(1e-3);
	}

	private static float[] values(FloatTensor tensor) {
		float[] values = new float[tensor.data().remaining()];
		tensor.data().duplicate().get(values);
		return values;
	}

}
