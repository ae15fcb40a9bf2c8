package io.mtdnn.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.safetensors.SafeTensors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The small encoder with a random head, as transformers saves a trained model.
 */
public final class TrainedElsewhere {

	private TrainedElsewhere() {
	}

	/** A {@code BertForQuestionAnswering}. */
	public static Path questions(Path directory) throws IOException {
		return write(directory, Map.of("architectures", List.of("BertForQuestionAnswering")),
				Map.of("qa_outputs", new int[] { 2, 32 }));
	}

	/** A {@code BertForSequenceClassification}. */
	public static Path sentences(Path directory, String... labels) throws IOException {
		Map<String, String> names = new LinkedHashMap<>();
		for (int i = 0; i < labels.length; i++) {
			names.put(Integer.toString(i), labels[i]);
		}
		return write(directory, Map.of("architectures", List.of("BertForSequenceClassification"), "id2label", names),
				Map.of("bert.pooler.dense", new int[] { 32, 32 }, "classifier", new int[] { labels.length, 32 }));
	}

	private static Path write(Path directory, Map<String, Object> settings, Map<String, int[]> layers)
			throws IOException {
		SmallEncoder.write(directory);
		Path config = directory.resolve("config.json");
		ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(config));
		settings.forEach((field, value) -> json.set(field, JsonMapper.shared().valueToTree(value)));
		Files.write(config, JsonMapper.shared().writeValueAsBytes(json));
		Random random = new Random(3);
		Map<String, FloatTensor> tensors = new LinkedHashMap<>();
		Path weights = directory.resolve("model.safetensors");
		Path rewritten = directory.resolve("rewritten");
		try (SafeTensors encoder = SafeTensors.open(weights)) {
			encoder.shapes().keySet().forEach((name) -> tensors.put("bert." + name, encoder.floats(name)));
			layers.forEach((module, shape) -> {
				tensors.put(module + ".weight",
						FloatTensor.of(random(random, shape[0] * shape[1]), shape[0], shape[1]));
				tensors.put(module + ".bias", FloatTensor.of(random(random, shape[0]), shape[0]));
			});
			SafeTensors.write(rewritten, tensors, Map.of("format", "pt"));
		}
		Files.move(rewritten, weights, StandardCopyOption.REPLACE_EXISTING);
		return directory;
	}

	private static float[] random(Random random, int size) {
		float[] values = new float[size];
		for (int i = 0; i < size; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return values;
	}

	/** A zip file of a directory, inside a folder. */
	public static byte[] zip(Path directory, String folder) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes); Stream<Path> files = Files.list(directory)) {
			for (Path file : files.sorted().toList()) {
				zip.putNextEntry(new ZipEntry(folder + file.getFileName()));
				Files.copy(file, zip);
			}
		}
		return bytes.toByteArray();
	}

}
