package io.mtdnn.model.torch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.torch.runtime.CpuFeatures;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Models are evaluated in the precision in which they answer. */
class AnsweringPrecisionTests {

	private static final ModelFactory NARROW = new TorchModelFactory(new DevicePool(List.of(TinyBert.RUNTIME), 1),
			Precision.BF16);

	private final List<TokenSequence> rows = TinyBert.rows(new Random(1), 40, 3, 17);

	@TempDir
	Path directory;

	private Path encoder;

	@BeforeEach
	void writeEncoder() {
		assumeThat(CpuFeatures.read().multipliesBf16()).isTrue();
		this.encoder = TinyBert.write(this.directory.resolve("encoder"));
	}

	@ParameterizedTest
	@EnumSource(Precision.class)
	void aModelInTrainingAnswersAsTheOpenedModelWillWhateverItIsTrainedIn(Precision training) {
		for (ModelFactory factory : List.of(TinyBert.FACTORY, NARROW)) {
			Path bundle = this.directory.resolve("bundle-" + factory.answeringPrecision());
			try (TrainableModel trained = factory.openForTraining(this.encoder, TinyBert.TASKS, in(training))) {
				trained.accumulate(TinyBert.qa(1), 1, 1);
				trained.update(0.01);
				factory.writeBundle(bundle, this.encoder, trained,
						new ModelDescription("tiny", TinyBert.TASKS, 48, 8, 16, 0, Map.of()));
				try (InferenceModel opened = factory.openForInference(bundle)) {
					assertThat(trained.precision()).isEqualTo(opened.precision())
						.isEqualTo(factory.answeringPrecision());
					assertSame(trained.spans("squad-v2", this.rows), opened.spans("squad-v2", this.rows));
					assertThat(trained.scores("mnli", this.rows)).isDeepEqualTo(opened.scores("mnli", this.rows));
				}
			}
		}
		assertThat(NARROW.answeringPrecision()).isEqualTo(Precision.BF16);
		assertThat(TinyBert.FACTORY.answeringPrecision()).isEqualTo(Precision.FP32);
	}

	@ParameterizedTest
	@EnumSource(Precision.class)
	void anEvaluationInAnyPrecisionLeavesTheTrainingAsItIs(Precision training) {
		Path expected = train(TinyBert.FACTORY, training, false, "undisturbed");
		assertThat(train(TinyBert.FACTORY, training, true, "fp32")).hasSameBinaryContentAs(expected);
		assertThat(train(NARROW, training, true, "bf16")).hasSameBinaryContentAs(expected);
	}

	@Test
	void bothPrecisionsGiveDifferentNumbers() {
		try (TrainableModel exact = TinyBert.FACTORY.openForTraining(this.encoder, TinyBert.TASKS, in(Precision.FP32));
				TrainableModel narrow = NARROW.openForTraining(this.encoder, TinyBert.TASKS, in(Precision.FP32))) {
			float[] one = exact.spans("squad-v2", this.rows).get(0).start();
			float[] other = narrow.spans("squad-v2", this.rows).get(0).start();
			assertThat(other).isNotEqualTo(one);
		}
	}

	private Path train(ModelFactory factory, Precision training, boolean evaluating, String name) {
		Path state = this.directory.resolve(name);
		try (TrainableModel model = factory.openForTraining(this.encoder, TinyBert.TASKS, in(training))) {
			for (int i = 0; i < 4; i++) {
				model.accumulate(TinyBert.qa(i), i, 1);
				model.update(1e-3);
				if (evaluating) {
					model.spans("squad-v2", this.rows);
				}
			}
			model.saveState(state);
		}
		return state;
	}

	private static TrainableModelSettings in(Precision training) {
		TrainableModelSettings settings = TinyBert.settings(0.1);
		return new TrainableModelSettings(settings.dropout(), settings.headDropout(), settings.spanLoss(), training,
				settings.optimizer(), settings.seed());
	}

	private static void assertSame(List<SpanLogits> found, List<SpanLogits> expected) {
		assertThat(found).hasSameSizeAs(expected);
		for (int i = 0; i < found.size(); i++) {
			assertThat(found.get(i).start()).isEqualTo(expected.get(i).start());
			assertThat(found.get(i).end()).isEqualTo(expected.get(i).end());
		}
	}

}
