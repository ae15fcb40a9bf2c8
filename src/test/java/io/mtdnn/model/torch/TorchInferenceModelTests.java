package io.mtdnn.model.torch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.mtdnn.model.EngineThreads;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.torch.runtime.CpuFeatures;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

class TorchInferenceModelTests {

	private static final int[] LENGTHS = { 4, 30, 30, 11, 1, 48, 2 };

	@TempDir
	Path directory;

	private Path bundle;

	@BeforeEach
	void writeBundle() {
		Path encoder = TinyBert.write(this.directory.resolve("encoder"));
		this.bundle = this.directory.resolve("bundle");
		try (TrainableModel model = TinyBert.open(encoder, TinyBert.settings(0.1))) {
			model.accumulate(TinyBert.qa(1), 1, 1);
			model.update(0.01);
			TinyBert.FACTORY.writeBundle(this.bundle, encoder, model,
					new ModelDescription("tiny", TinyBert.TASKS, 48, 8, 16, 0, Map.of()));
		}
	}

	@Test
	void itAnswersLikeTheTrainedModel() {
		Path encoder = this.directory.resolve("encoder");
		List<TokenSequence> rows = TinyBert.rows(new Random(1), LENGTHS);
		try (TrainableModel trained = TinyBert.open(encoder, TinyBert.settings(0.1));
				InferenceModel model = TinyBert.FACTORY.openForInference(this.bundle)) {
			trained.accumulate(TinyBert.qa(1), 1, 1);
			trained.update(0.01);
			assertThat(model.tasks()).isEqualTo(TinyBert.TASKS);
			assertThat(model.maxPositions()).isEqualTo(48);
			assertThat(TinyBert.FACTORY.answeringBytes(this.bundle)).isEqualTo(4 * (100 * 32 + 48 * 32 + 2 * 32 + 64
					+ 2 * (4 * (32 * 32 + 32) + 32 * 64 + 64 + 64 * 32 + 32 + 4 * 32) + 6 * 33L));
			assertThat(model.scores("mnli", rows)).isDeepEqualTo(trained.scores("mnli", rows));
			assertThat(model.scores("swag", rows)).hasDimensions(7, 1);
			assertSame(model.spans("squad-v2", rows), trained.spans("squad-v2", rows), 0);
		}
	}

	@Test
	void nativeMemoryIsFreedIfOpeningRunsOutOfHeap() {
		List<NDManager> opened = new ArrayList<>();
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> TorchModelFactory.owning(TinyBert.RUNTIME, (manager) -> {
				opened.add(manager);
				throw new OutOfMemoryError("Java heap space");
			}));
		assertThat(opened).hasSize(1);
		assertThat(opened.get(0).isOpen()).isFalse();
	}

	@Test
	void anInputRowsResultDoesNotDependOnTheOthers() {
		// to the last bit where oneDNN multiplies; libtorch's default library differs
		// from machine to machine
		float tolerance = (TinyBert.RUNTIME.products(Precision.FP32) == Products.DEFAULT) ? 1e-5f : 0;
		List<TokenSequence> rows = TinyBert.rows(new Random(2), LENGTHS);
		try (InferenceModel model = TinyBert.FACTORY.openForInference(this.bundle)) {
			List<SpanLogits> together = model.spans("squad-v2", rows);
			float[][] scores = model.scores("mnli", rows);
			for (int i = 0; i < rows.size(); i++) {
				assertThat(together.get(i).start()).hasSize(LENGTHS[i]);
				assertSame(model.spans("squad-v2", List.of(rows.get(i))), List.of(together.get(i)), tolerance);
				assertThat(model.scores("mnli", List.of(rows.get(i)))[0]).containsExactly(scores[i], within(tolerance));
			}
		}
	}

	@Test
	void itAnswersInBf16IfTheProcessorSupportsIt() {
		assumeThat(CpuFeatures.read().multipliesBf16()).isTrue();
		List<TokenSequence> rows = TinyBert.rows(new Random(2), LENGTHS);
		ModelFactory narrow = new TorchModelFactory(new DevicePool(List.of(TinyBert.RUNTIME), 1), Precision.BF16);
		try (InferenceModel model = narrow.openForInference(this.bundle);
				InferenceModel exact = TinyBert.FACTORY.openForInference(this.bundle)) {
			List<SpanLogits> together = model.spans("squad-v2", rows);
			assertSame(together, exact.spans("squad-v2", rows), 0.1f);
			assertThat(together.get(0).start()).isNotEqualTo(exact.spans("squad-v2", rows).get(0).start());
			assertThat(TinyBert.FACTORY.answeringBytes(this.bundle) - narrow.answeringBytes(this.bundle))
				.isEqualTo(2 * 2 * (4 * 32 * 32 + 2 * 32 * 64));
			for (int i = 0; i < rows.size(); i++) {
				assertSame(model.spans("squad-v2", List.of(rows.get(i))), List.of(together.get(i)), 0);
			}
		}
	}

	@Test
	void manyThreadsGetTheSameResultsAsOne() throws Exception {
		try (InferenceModel model = TinyBert.FACTORY.openForInference(this.bundle)) {
			List<List<TokenSequence>> requests = new ArrayList<>();
			List<List<SpanLogits>> expected = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				requests.add(TinyBert.rows(new Random(i), 3 + i, 20));
				expected.add(model.spans("squad-v2", requests.get(i)));
			}
			ExecutorService threads = Executors.newFixedThreadPool(4);
			try {
				List<Future<List<SpanLogits>>> answers = new ArrayList<>();
				requests.forEach((rows) -> answers.add(threads.submit(() -> model.spans("squad-v2", rows))));
				for (int i = 0; i < requests.size(); i++) {
					assertSame(answers.get(i).get(), expected.get(i), 0);
				}
			}
			finally {
				threads.shutdown();
			}
		}
	}

	@Test
	void aLimitOfThreadsAppliesToTheCallingThreadAlone() throws Exception {
		EngineThreads threads = TinyBert.RUNTIME.threads();
		List<TokenSequence> rows = TinyBert.rows(new Random(3), LENGTHS);
		ExecutorService another = Executors.newSingleThreadExecutor();
		try (InferenceModel model = TinyBert.FACTORY.openForInference(this.bundle)) {
			List<SpanLogits> expected = model.spans("squad-v2", rows);
			assertThat(JniUtils.getNumThreads()).isEqualTo(threads.count());
			int limit = threads.count() + 1;
			threads.limited(limit, () -> {
				assertSame(model.spans("squad-v2", rows), expected, 0);
				assertThat(JniUtils.getNumThreads()).isEqualTo(limit);
				return null;
			});
			assertSame(another.submit(() -> model.spans("squad-v2", rows)).get(), expected, 0);
			assertThat(another.submit(JniUtils::getNumThreads).get()).isEqualTo(threads.count());
			model.spans("squad-v2", rows);
			assertThat(JniUtils.getNumThreads()).isEqualTo(threads.count());
		}
		finally {
			another.shutdown();
		}
	}

	@Test
	void unanswerableRequestsAreRejected() {
		InferenceModel model = TinyBert.FACTORY.openForInference(this.bundle);
		List<TokenSequence> rows = TinyBert.rows(new Random(2), 4);
		assertThat(model.spans("squad-v2", List.of())).isEmpty();
		assertThat(model.scores("mnli", List.of())).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> model.spans("cola", rows))
			.withMessageContaining("no head for task 'cola', only for [squad-v2, swag, mnli]");
		assertThatIllegalArgumentException().isThrownBy(() -> model.spans("mnli", rows))
			.withMessageContaining("CLASSIFICATION");
		assertThatIllegalArgumentException().isThrownBy(() -> model.scores("squad-v2", rows));
		List<TokenSequence> foreign = List.of(new TokenSequence(new int[] { 1, 100 }, 2));
		assertThatIllegalArgumentException().isThrownBy(() -> model.spans("squad-v2", foreign))
			.withMessageContaining("token id 100 is outside");
		model.close();
		model.close();
		assertThatIllegalStateException().isThrownBy(() -> model.spans("squad-v2", rows));
	}

	@Test
	void missingPartsOfABundleAreNamed() {
		Path encoder = this.directory.resolve("encoder");
		assertThatExceptionOfType(ModelFormatException.class)
			.isThrownBy(() -> TinyBert.FACTORY.openForInference(encoder))
			.withMessageContaining("mtdnn.json");
		TinyBert.write(this.bundle);
		assertThatExceptionOfType(ModelFormatException.class)
			.isThrownBy(() -> TinyBert.FACTORY.openForInference(this.bundle))
			.withMessageContaining("no tensor 'heads.squad-v2.weight'");
	}

	private static void assertSame(List<SpanLogits> actual, List<SpanLogits> expected, float tolerance) {
		assertThat(actual).hasSameSizeAs(expected);
		for (int i = 0; i < actual.size(); i++) {
			assertThat(actual.get(i).start()).containsExactly(expected.get(i).start(), within(tolerance));
			assertThat(actual.get(i).end()).containsExactly(expected.get(i).end(), within(tolerance));
		}
	}

}
