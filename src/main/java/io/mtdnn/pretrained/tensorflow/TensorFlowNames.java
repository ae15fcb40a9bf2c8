package io.mtdnn.pretrained.tensorflow;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps the names of variables in Google's BERT to those of Hugging Face. */
final class TensorFlowNames {

	/**
	 * Names of weights; optimiser slots such as {@code .../kernel/adam_m} and the step
	 * counter end differently.
	 */
	private static final Pattern VARIABLE = Pattern.compile(
			"(?:module/)?((?:bert|cls)/.+)/(kernel|bias|gamma|beta|(?:\\w+)_embeddings|output_bias|output_weights)");

	private static final Map<String, String> LEAVES = Map.of("kernel", "weight", "bias", "bias", "gamma", "weight",
			"beta", "bias", "output_bias", "bias", "output_weights", "weight");

	private TensorFlowNames() {
	}

	/** The name of a weight; empty if the variable is not a weight. */
	static Optional<String> huggingFace(String variable) {
		Matcher matcher = VARIABLE.matcher(variable);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String module = matcher.group(1).replaceAll("/layer_(\\d+)/", "/layer.$1/").replace('/', '.');
		String leaf = matcher.group(2);
		return Optional.of(module + "." + LEAVES.getOrDefault(leaf, leaf + ".weight"));
	}

	/**
	 * Whether it is the {@code [in, out]} matrix of a linear layer, which is to be
	 * transposed.
	 */
	static boolean isKernel(String variable) {
		return variable.endsWith("/kernel");
	}

}
