package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipFile;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.encoder.EncoderConfigFile;
import io.mtdnn.model.safetensors.SafeTensors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A random BERT of one layer with the vocabulary of the shipped encoder, so that jobs on
 * real text take seconds.
 */
public final class SmallEncoder {

	private static final int HIDDEN = 32;

	private static final int INTERMEDIATE = 64;

	private static final int POSITIONS = 512;

	private final Random random = new Random(7);

	private final Map<String, FloatTensor> weights = new LinkedHashMap<>();

	private SmallEncoder(int pieces) {
		add("embeddings.word_embeddings.weight", pieces, HIDDEN);
		add("embeddings.position_embeddings.weight", POSITIONS, HIDDEN);
		add("embeddings.token_type_embeddings.weight", 2, HIDDEN);
		norm("embeddings.LayerNorm");
		String layer = "encoder.layer.0.";
		List.of("self.query", "self.key", "self.value", "output.dense")
			.forEach((module) -> linear(layer + "attention." + module, HIDDEN, HIDDEN));
		norm(layer + "attention.output.LayerNorm");
		linear(layer + "intermediate.dense", INTERMEDIATE, HIDDEN);
		linear(layer + "output.dense", HIDDEN, INTERMEDIATE);
		norm(layer + "output.LayerNorm");
	}

	/** Writes a Hugging Face directory. */
	public static void write(Path directory) throws IOException {
		Files.createDirectories(directory);
		ObjectNode tokenizer = tokenizer();
		String[] pieces = new String[tokenizer.at("/model/vocab").size()];
		tokenizer.at("/model/vocab").properties().forEach((piece) -> pieces[piece.getValue().asInt()] = piece.getKey());
		Files.write(directory.resolve("tokenizer.json"), JsonMapper.shared().writeValueAsBytes(tokenizer));
		Files.write(directory.resolve("vocab.txt"), List.of(pieces));
		EncoderConfigFile.write(directory.resolve("config.json"),
				EncoderConfig.bert(pieces.length, HIDDEN, 1, 2, INTERMEDIATE, POSITIONS, 2, 1e-12));
		SafeTensors.write(directory.resolve("model.safetensors"), new SmallEncoder(pieces.length).weights,
				Map.of("format", "pt"));
	}

	private static ObjectNode tokenizer() throws IOException {
		try (ZipFile archive = new ZipFile(System.getProperty("mtdnn.test.archives") + "/minilm-l6-uncased.jar")) {
			ObjectNode tokenizer = (ObjectNode) JsonMapper.shared()
				.readTree(archive.getInputStream(archive.getEntry("all-minilm-l6-v2-tokenizer.json")));
			return tokenizer.putNull("truncation").putNull("padding");
		}
	}

	private void linear(String module, int outputs, int inputs) {
		add(module + ".weight", outputs, inputs);
		this.weights.put(module + ".bias", FloatTensor.of(new float[outputs], outputs));
	}

	private void norm(String module) {
		float[] ones = new float[HIDDEN];
		Arrays.fill(ones, 1);
		this.weights.put(module + ".weight", FloatTensor.of(ones, HIDDEN));
		this.weights.put(module + ".bias", FloatTensor.of(new float[HIDDEN], HIDDEN));
	}

	private void add(String name, int rows, int columns) {
		float[] values = new float[rows * columns];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (0.05 * this.random.nextGaussian());
		}
		this.weights.put(name, FloatTensor.of(values, rows, columns));
	}

}
