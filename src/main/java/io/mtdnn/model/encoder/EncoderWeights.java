package io.mtdnn.model.encoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.safetensors.WeightFiles;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * The configuration and weights of an encoder or a bundle, checked against each other.
 * The prefixes of models with a head and the names {@code LayerNorm.gamma} and
 * {@code LayerNorm.beta} of older models are accepted. Other weights (pooler, language
 * model, heads) are not checked.
 */
public final class EncoderWeights implements AutoCloseable {

	private static final int MAX_FAULTS = 10;

	private static final Pattern ENCODER = Pattern.compile("(embeddings|encoder)\\..*");

	private final EncoderConfig config;

	private final WeightFiles weights;

	/** Names in the file by canonical name. */
	private final Map<String, String> names;

	private EncoderWeights(EncoderConfig config, WeightFiles weights, Map<String, String> names) {
		this.config = config;
		this.weights = weights;
		this.names = names;
	}

	/**
	 * Opens a directory and checks its weights without loading them.
	 * @throws ModelFormatException listing the tensors that do not match, ten at most,
	 * and the number of others
	 */
	public static EncoderWeights open(Path directory) {
		EncoderConfig config = EncoderConfigFile.read(directory.resolve(EncoderFiles.CONFIG));
		WeightFiles weights = WeightFiles.open(directory);
		try {
			Map<String, String> names = canonicalNames(config, weights);
			check(config, weights, names);
			return new EncoderWeights(config, weights, names);
		}
		catch (RuntimeException ex) {
			weights.close();
			throw ex;
		}
	}

	private static Map<String, String> canonicalNames(EncoderConfig config, WeightFiles weights) {
		Map<String, String> names = new LinkedHashMap<>();
		for (String name : weights.shapes().keySet()) {
			String twin = names.put(EncoderArchitecture.of(config.architecture()).canonical(name), name);
			if (twin != null) {
				throw new ModelFormatException(weights.name() + ": tensors '" + Excerpt.of(twin) + "' and '"
						+ Excerpt.of(name) + "' are the same parameter");
			}
		}
		return names;
	}

	private static void check(EncoderConfig config, WeightFiles weights, Map<String, String> names) {
		Map<String, long[]> expected = new LinkedHashMap<>();
		EncoderNames.parameters(config).forEach((parameter) -> expected.put(parameter.name(), parameter.shape()));
		Map<String, long[]> shapes = weights.shapes();
		List<String> faults = new ArrayList<>();
		expected.forEach((name, shape) -> {
			String inFile = names.get(name);
			long[] actual = (inFile != null) ? shapes.get(inFile) : null;
			if (inFile == null || actual == null) {
				faults.add(name + " " + Arrays.toString(shape) + " is missing");
			}
			else if (!Arrays.equals(actual, shape)) {
				faults
					.add(name + " is " + Excerpt.of(Arrays.toString(actual)) + ", expected " + Arrays.toString(shape));
			}
			else if (weights.unreadable(inFile) != null) {
				faults.add(name + " " + weights.unreadable(inFile));
			}
		});
		names.forEach((name, inFile) -> {
			if (ENCODER.matcher(name).matches() && !expected.containsKey(name) && !name.endsWith("position_ids")) {
				faults.add(Excerpt.of(inFile) + " " + Excerpt.of(Arrays.toString(shapes.get(inFile)))
						+ " is not expected");
			}
		});
		if (!faults.isEmpty()) {
			String more = (faults.size() > MAX_FAULTS) ? "; and " + (faults.size() - MAX_FAULTS) + " more" : "";
			throw new ModelFormatException(weights.name() + " does not fit " + EncoderFiles.CONFIG + ": "
					+ String.join("; ", faults.subList(0, Math.min(faults.size(), MAX_FAULTS))) + more);
		}
	}

	public EncoderConfig config() {
		return this.config;
	}

	/**
	 * Shapes of the tensors outside the encoder, by their names without its prefix.
	 */
	public Map<String, long[]> outsideEncoder() {
		Map<String, long[]> shapes = this.weights.shapes();
		Map<String, long[]> others = new LinkedHashMap<>();
		this.names.forEach((name, inFile) -> {
			if (!ENCODER.matcher(name).matches()) {
				others.put(name, Objects.requireNonNull(shapes.get(inFile)));
			}
		});
		return others;
	}

	/** Why a tensor cannot be read as floats; null if it can. */
	public @Nullable String unreadable(String name) {
		return this.weights.unreadable(this.names.getOrDefault(name, name));
	}

	/**
	 * A tensor by canonical name: a parameter of the encoder, or of a head in a bundle.
	 */
	public FloatTensor floats(String name) {
		return this.weights.floats(this.names.getOrDefault(name, name));
	}

	@Override
	public void close() {
		this.weights.close();
	}

}
