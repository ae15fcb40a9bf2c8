package io.mtdnn.model.encoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.mtdnn.files.GivenFile;
import io.mtdnn.model.BertConfig;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.safetensors.SafeTensors;

/**
 * A Hugging Face directory's configuration and weights, checked against each other.
 * Prefixes and the names of older checkpoints are understood, and weights that are no
 * part of the encoder (pooler, language model, other heads) passed over.
 */
public final class EncoderCheckpoint implements AutoCloseable {

	private static final int MOST_FAULTS = 10;

	private static final Pattern ENCODER = Pattern.compile("(embeddings|encoder)\\..*");

	private final BertConfig config;

	private final SafeTensors weights;

	/** Names in the file by canonical name. */
	private final Map<String, String> names;

	private EncoderCheckpoint(BertConfig config, SafeTensors weights, Map<String, String> names) {
		this.config = config;
		this.weights = weights;
		this.names = names;
	}

	/**
	 * @throws ModelFormatException listing all names and shapes that do not fit
	 */
	public static EncoderCheckpoint open(Path directory) {
		BertConfig config = BertConfigFile.read(directory.resolve(EncoderFiles.CONFIG));
		Path file = directory.resolve(EncoderFiles.WEIGHTS);
		SafeTensors weights = SafeTensors.open(file);
		try {
			Map<String, String> names = canonicalNames(file, weights);
			check(file, config, weights, names);
			return new EncoderCheckpoint(config, weights, names);
		}
		catch (RuntimeException ex) {
			weights.close();
			throw ex;
		}
	}

	private static Map<String, String> canonicalNames(Path file, SafeTensors weights) {
		Map<String, String> names = new LinkedHashMap<>();
		for (String name : weights.shapes().keySet()) {
			String twin = names.put(canonical(name), name);
			if (twin != null) {
				throw new ModelFormatException(
						GivenFile.name(file) + ": tensors '" + twin + "' and '" + name + "' are the same parameter");
			}
		}
		return names;
	}

	static String canonical(String name) {
		String plain = name.startsWith("bert.") ? name.substring("bert.".length()) : name;
		return plain.replace("LayerNorm.gamma", "LayerNorm.weight").replace("LayerNorm.beta", "LayerNorm.bias");
	}

	private static void check(Path file, BertConfig config, SafeTensors weights, Map<String, String> names) {
		Map<String, long[]> expected = new LinkedHashMap<>();
		EncoderNames.parameters(config).forEach((parameter) -> expected.put(parameter.name(), parameter.shape()));
		List<String> faults = new ArrayList<>();
		expected.forEach((name, shape) -> {
			long[] actual = weights.shapes().get(names.getOrDefault(name, ""));
			if (actual == null) {
				faults.add(name + " " + Arrays.toString(shape) + " is missing");
			}
			else if (!Arrays.equals(actual, shape)) {
				faults.add(name + " is " + Arrays.toString(actual) + ", expected " + Arrays.toString(shape));
			}
			else if (weights.unreadable(names.get(name)) != null) {
				faults.add(name + " " + weights.unreadable(names.get(name)));
			}
		});
		names.forEach((name, inFile) -> {
			if (ENCODER.matcher(name).matches() && !expected.containsKey(name) && !name.endsWith("position_ids")) {
				faults.add(inFile + " " + Arrays.toString(weights.shapes().get(inFile)) + " is not expected");
			}
		});
		if (!faults.isEmpty()) {
			String more = (faults.size() > MOST_FAULTS) ? "; and " + (faults.size() - MOST_FAULTS) + " more" : "";
			throw new ModelFormatException(GivenFile.name(file) + " does not fit " + EncoderFiles.CONFIG + ": "
					+ String.join("; ", faults.subList(0, Math.min(faults.size(), MOST_FAULTS))) + more);
		}
	}

	public BertConfig config() {
		return this.config;
	}

	/** A tensor by canonical name: an encoder parameter, or a head's in a bundle. */
	public FloatTensor floats(String name) {
		return this.weights.floats(this.names.getOrDefault(name, name));
	}

	@Override
	public void close() {
		this.weights.close();
	}

}
