package io.mtdnn.model.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDManager;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.Precision;
import io.mtdnn.model.encoder.EncoderWeights;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.huggingface.HuggingFaceTokenizerFactory;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * BERT's language model on top of our encoder. It completes sentences only if the
 * archive's conversion, the tokenizer and the forward pass are all correct.
 */
class MaskedWordTests {

	@TempDir
	private static Path encoders;

	@Test
	void bertKnowsTheCapitalOfFrance() throws IOException {
		assumeThat(ShippedEncoders.ARCHIVES.resolve("bert-base-cased.jar")).exists();
		Path directory = ShippedEncoders.convert("bert-base-cased", encoders);
		List<String> vocabulary = Files.readAllLines(directory.resolve("vocab.txt"));
		int[] ids = ids(directory, "Paris is the capital of [MASK].");
		int mask = vocabulary.indexOf("[MASK]");
		assertThat(ids).hasSize(9).contains(mask);
		try (EncoderWeights weights = EncoderWeights.open(directory)) {
			double[] words = words(weights, ids, Arrays.stream(ids).boxed().toList().indexOf(mask));
			int best = 0;
			for (int i = 0; i < words.length; i++) {
				best = (words[i] > words[best]) ? i : best;
			}
			assertThat(vocabulary.get(best)).isEqualTo("France");
			assertThat(words[best]).isCloseTo(0.97, within(0.01));
		}
	}

	private static int[] ids(Path directory, String text) {
		try (WordPieceTokenizer tokenizer = new HuggingFaceTokenizerFactory().open(directory)) {
			int[] pieces = tokenizer.split(text).ids();
			int[] ids = new int[pieces.length + 2];
			ids[0] = tokenizer.rows().start()[0];
			System.arraycopy(pieces, 0, ids, 1, pieces.length);
			ids[ids.length - 1] = tokenizer.rows().end()[0];
			return ids;
		}
	}

	/** Probability of each word piece at a position. */
	private static double[] words(EncoderWeights weights, int[] ids, int position) {
		int size = weights.config().hiddenSize();
		double[] hidden = new double[size];
		try (NDManager manager = TinyBert.RUNTIME.newManager()) {
			Network network = new Network(TinyBert.RUNTIME, manager, weights.config(), List.of());
			network.encoder().load(weights::floats);
			float[] states = TinyBert.encode(network, List.of(new TokenSequence(ids, ids.length)),
					TinyBert.RUNTIME.products(Precision.FP32));
			Arrays.setAll(hidden, (i) -> states[position * size + i]);
		}
		String transform = "cls.predictions.transform.";
		double[] turned = linear(weights.floats(transform + "dense.weight"), weights.floats(transform + "dense.bias"),
				hidden);
		Arrays.setAll(turned, (i) -> gelu(turned[i]));
		double[] normal = layerNorm(turned, weights.floats(transform + "LayerNorm.weight"),
				weights.floats(transform + "LayerNorm.bias"));
		return softmax(linear(weights.floats(EncoderNames.WORDS), weights.floats("cls.predictions.bias"), normal));
	}

	private static double[] linear(FloatTensor weight, FloatTensor bias, double[] input) {
		double[] output = new double[(int) weight.shape()[0]];
		for (int i = 0; i < output.length; i++) {
			output[i] = bias.data().get(i);
			for (int j = 0; j < input.length; j++) {
				output[i] += weight.data().get(i * input.length + j) * input[j];
			}
		}
		return output;
	}

	private static double gelu(double x) {
		return x * 0.5 * (1 + erf(x / Math.sqrt(2)));
	}

	/** Abramowitz and Stegun 7.1.26, within 1.5e-7. */
	private static double erf(double x) {
		double t = 1 / (1 + 0.3275911 * Math.abs(x));
		double sum = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
		return Math.signum(x) * (1 - sum * Math.exp(-x * x));
	}

	private static double[] layerNorm(double[] values, FloatTensor weight, FloatTensor bias) {
		double mean = Arrays.stream(values).average().orElseThrow();
		double variance = Arrays.stream(values).map((value) -> (value - mean) * (value - mean)).average().orElseThrow();
		double[] normal = new double[values.length];
		Arrays.setAll(normal,
				(i) -> (values[i] - mean) / Math.sqrt(variance + 1e-12) * weight.data().get(i) + bias.data().get(i));
		return normal;
	}

	private static double[] softmax(double[] logits) {
		double max = Arrays.stream(logits).max().orElseThrow();
		double[] exps = Arrays.stream(logits).map((logit) -> Math.exp(logit - max)).toArray();
		double sum = Arrays.stream(exps).sum();
		return Arrays.stream(exps).map((value) -> value / sum).toArray();
	}

}
