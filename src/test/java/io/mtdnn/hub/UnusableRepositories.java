package io.mtdnn.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * Repositories that cannot be downloaded as an encoder or a model, each with another
 * fault.
 */
public final class UnusableRepositories {

	private static final String CONFIG = "config.json";

	private static final String WEIGHTS = "model.safetensors";

	private UnusableRepositories() {
	}

	/**
	 * Publishes {@code owner/gpt}, {@code pickle}, {@code nothing}, {@code pieces},
	 * {@code outside} and {@code missing}.
	 * @param usable a directory with a valid configuration and weights
	 */
	public static void publish(HubServer hub, Path usable) throws IOException {
		byte[] config = Files.readAllBytes(usable.resolve(CONFIG));
		hub.put("owner/gpt", usable, Map.of("model_type", "gpt2"));
		hub.put("owner/pickle", CONFIG, config).put("owner/pickle", "pytorch_model.bin", new byte[9]);
		hub.put("owner/nothing", "README.md", "nothing".getBytes(StandardCharsets.UTF_8));
		hub.put("owner/pieces", CONFIG, config)
			.put("owner/pieces", "sentencepiece.bpe.model", new byte[9])
			.put("owner/pieces", WEIGHTS, Files.readAllBytes(usable.resolve(WEIGHTS)));
		hub.put("owner/outside", CONFIG, config)
			.put("owner/outside", WEIGHTS + ".index.json", index("../secret.safetensors"));
		hub.put("owner/missing", CONFIG, config)
			.put("owner/missing", WEIGHTS + ".index.json", index("model-00001-of-00002.safetensors"));
	}

	/** An index with one tensor. */
	private static byte[] index(String shard) {
		return JsonMapper.shared()
			.writeValueAsBytes(Map.of("weight_map", Map.of("embeddings.word_embeddings.weight", shard)));
	}

}
