package io.mtdnn.model.torch;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.OptimizerKind;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.TrainableModel.GradientComparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MeasuringPassTests {

	private static final List<Batch> BATCHES = List.of(TinyBert.qa(1), TinyBert.choice(2), TinyBert.labels(3));

	@TempDir
	Path directory;

	@Test
	void lossesEqualThoseOfTrainingWithoutDropout() {
		try (TorchTrainableModel dropping = open(0.3); TorchTrainableModel model = open(0)) {
			float[] losses = dropping.compareGradients(BATCHES).losses();
			for (int i = 0; i < losses.length; i++) {
				assertThat(dropping.loss(BATCHES.get(i))).isEqualTo(losses[i])
					.isEqualTo(model.accumulate(BATCHES.get(i), 1, 1));
			}
		}
	}

	/** In doubles, from the gradients that training would use. */
	@Test
	void cosinesEqualThoseOfTheEncodersGradients() {
		try (TorchTrainableModel model = open(0)) {
			List<double[]> gradients = new ArrayList<>();
			for (Batch batch : BATCHES) {
				model.accumulate(batch, 1, 1);
				gradients.add(encoder(model.gradients()));
				model.update(0);
			}
			double[][] cosines = model.compareGradients(BATCHES).cosines();
			for (int i = 0; i < cosines.length; i++) {
				for (int j = 0; j < cosines.length; j++) {
					double expected = product(gradients.get(i), gradients.get(j)) / Math.sqrt(
							product(gradients.get(i), gradients.get(i)) * product(gradients.get(j), gradients.get(j)));
					assertThat(cosines[i][j]).isCloseTo(expected, within(1e-5)).isEqualTo(cosines[j][i]);
				}
			}
		}
	}

	@Test
	void aBatchAgreesWithItselfAndPartlyWithItsParts() {
		Batch whole = TinyBert.qa(1);
		Batch part = new Batch(whole.task(), whole.sequences().subList(0, 2), whole.targets().subList(0, 2));
		try (TorchTrainableModel model = open(0.3)) {
			GradientComparison comparison = model.compareGradients(List.of(whole, whole, part));
			assertThat(comparison.cosines()[0][1]).isCloseTo(1, within(1e-6));
			assertThat(comparison.cosines()[0][2]).isStrictlyBetween(0.3, 0.999);
		}
	}

	/** With dropout, and in the middle of an accumulation too. */
	@Test
	void measuringLeavesTheRunBitIdentical() throws IOException {
		assertThat(trained(true)).isEqualTo(trained(false));
	}

	private byte[] trained(boolean measuring) throws IOException {
		Path file = this.directory.resolve("state-" + measuring);
		try (TorchTrainableModel model = open(0.3)) {
			for (int step = 0; step < 6; step++) {
				measure(model, measuring);
				model.accumulate(BATCHES.get(step % 3), step, 0.5);
				measure(model, measuring);
				model.accumulate(BATCHES.get(step % 3), step + 100, 0.5);
				model.update(1e-2);
			}
			model.saveState(file);
		}
		return Files.readAllBytes(file);
	}

	private static void measure(TorchTrainableModel model, boolean measuring) {
		if (measuring) {
			model.compareGradients(BATCHES);
			BATCHES.forEach(model::loss);
		}
	}

	private TorchTrainableModel open(double dropout) {
		return TinyBert.open(TinyBert.write(this.directory.resolve("encoder")),
				TinyBert.settings(dropout, OptimizerSettings.of(OptimizerKind.ADAMAX, 0.01, 1)));
	}

	private static double[] encoder(Map<String, FloatTensor> gradients) {
		List<Double> values = new ArrayList<>();
		gradients.forEach((name, tensor) -> {
			FloatBuffer data = tensor.data().duplicate();
			while (!name.startsWith("heads.") && data.hasRemaining()) {
				values.add((double) data.get());
			}
		});
		return values.stream().mapToDouble((value) -> value).toArray();
	}

	private static double product(double[] first, double[] second) {
		double sum = 0;
		for (int i = 0; i < first.length; i++) {
			sum += first[i] * second[i];
		}
		return sum;
	}

}
