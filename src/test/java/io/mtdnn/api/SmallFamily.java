package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.encoder.EncoderArchitecture;
import io.mtdnn.model.encoder.EncoderConfigFile;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.safetensors.SafeTensors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A random encoder of one layer of a family other than BERT, with a tokenizer of that
 * family.
 */
public final class SmallFamily {

	private static final int HIDDEN = 32;

	private static final int POSITIONS = 128;

	private SmallFamily() {
	}

	/** Writes a Hugging Face directory. */
	public static void write(String family, Path directory) throws IOException {
		Files.createDirectories(directory);
		boolean roberta = family.endsWith("roberta");
		int pieces = roberta ? golden(family.startsWith("xlm") ? "xlm" : family, directory)
				: wordPieces(family, directory);
		EncoderConfig config = new EncoderConfig(family, pieces, HIDDEN, 1, 2, 2 * HIDDEN,
				POSITIONS + (roberta ? 2 : 0), roberta ? 2 : 0, roberta ? 1 : family.equals("electra") ? 2 : 0,
				roberta ? 1e-5 : 1e-12);
		EncoderConfigFile.write(directory.resolve("config.json"), config);
		Random random = new Random(11);
		Map<String, FloatTensor> weights = new LinkedHashMap<>();
		EncoderNames.parameters(config)
			.forEach((parameter) -> weights.put(EncoderArchitecture.of(family).external(parameter.name()),
					FloatTensor.of(values(parameter.name(), parameter.shape(), random), parameter.shape())));
		SafeTensors.write(directory.resolve("model.safetensors"), weights, Map.of("format", "pt"));
	}

	private static float[] values(String name, long[] shape, Random random) {
		float[] values = new float[(int) Arrays.stream(shape).reduce(1, Math::multiplyExact)];
		for (int i = 0; i < values.length && !name.endsWith(".bias"); i++) {
			values[i] = name.endsWith("LayerNorm.weight") ? 1 : (float) (0.05 * random.nextGaussian());
		}
		return values;
	}

	/** The tokenizer of one of the golden cases. */
	private static int golden(String name, Path directory) throws IOException {
		JsonNode golden = JsonMapper.shared()
			.readTree(Files.readAllBytes(Path.of("src/test/resources/golden/tokenizers.json")));
		String tokenizer = golden.path("cases")
			.valueStream()
			.filter((example) -> example.path("name").asString().equals(name + " json: alone"))
			.findFirst()
			.orElseThrow()
			.at("/files/tokenizer.json")
			.asString();
		Files.writeString(directory.resolve("tokenizer.json"), tokenizer);
		return JsonMapper.shared().readTree(tokenizer).at("/model/vocab").size();
	}

	private static int wordPieces(String family, Path directory) throws IOException {
		Path bert = directory.resolveSibling("." + family);
		SmallEncoder.write(bert);
		Files.copy(bert.resolve("tokenizer.json"), directory.resolve("tokenizer.json"));
		return Files.readAllLines(bert.resolve("vocab.txt")).size();
	}

}
