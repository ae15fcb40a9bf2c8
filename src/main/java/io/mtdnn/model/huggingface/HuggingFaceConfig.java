package io.mtdnn.model.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.encoder.EncoderArchitecture;
import io.mtdnn.model.encoder.EncoderConfigFile;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.TokenizerFileNames;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Creates the configuration files of exports. */
final class HuggingFaceConfig {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private HuggingFaceConfig() {
	}

	/** {@code config.json} for one head. */
	static byte[] of(EncoderConfig config, Task head) {
		Map<String, Object> json = EncoderConfigFile.json(config);
		json.put("architectures", List.of(architecture(config, head)));
		json.putAll(TransformersHead.of(head).configuration(head));
		return JSON.writeValueAsBytes(json);
	}

	/**
	 * {@code config.json} for all heads. If there is exactly one span head, it determines
	 * the architecture; if there is exactly one head on the first token, the file
	 * contains its labels.
	 */
	static byte[] of(EncoderConfig config, List<Task> tasks) {
		Map<String, Object> json = EncoderConfigFile.json(config);
		for (boolean pooled : new boolean[] { false, true }) {
			List<Task> fitting = TransformersHead.those(pooled, tasks);
			if (fitting.size() == 1) {
				json.putAll(TransformersHead.of(fitting.get(0)).configuration(fitting.get(0)));
				if (!pooled) {
					json.put("architectures", List.of(architecture(config, fitting.get(0))));
				}
			}
		}
		return JSON.writeValueAsBytes(json);
	}

	static String architecture(EncoderConfig config, Task head) {
		return EncoderArchitecture.of(config.architecture()).className() + TransformersHead.of(head).className();
	}

	/**
	 * {@code tokenizer_config.json} of a bundle without one: without it, transformers
	 * lower-cases text regardless of {@code tokenizer.json}.
	 */
	static Optional<byte[]> tokenizer(Path bundle, EncoderConfig config) {
		Path file = bundle.resolve(TokenizerFileNames.TOKENIZER);
		if (Files.exists(bundle.resolve(TokenizerFileNames.CONFIGURATION)) || !Files.exists(file)) {
			return Optional.empty();
		}
		try {
			JsonNode normalizer = JSON.readTree(Files.readAllBytes(file)).path("normalizer");
			Map<String, Object> json = new LinkedHashMap<>();
			json.put("tokenizer_class", "BertTokenizer");
			json.put("do_lower_case", normalizer.path("lowercase").asBoolean(false));
			if (normalizer.path("strip_accents").isBoolean()) {
				json.put("strip_accents", normalizer.path("strip_accents").booleanValue());
			}
			json.put("tokenize_chinese_chars", normalizer.path("handle_chinese_chars").asBoolean(true));
			json.put("model_max_length", config.maxPositions());
			return Optional.of(JSON.writeValueAsBytes(json));
		}
		catch (IOException | JacksonException ex) {
			throw new ModelFormatException(file + ": cannot be read: " + ex.getMessage(), ex);
		}
	}

}
