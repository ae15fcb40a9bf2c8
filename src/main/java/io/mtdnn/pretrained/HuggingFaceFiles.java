package io.mtdnn.pretrained;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.SafeTensors;
import tools.jackson.databind.json.JsonMapper;

/** Writes the files of a Hugging Face BERT directory. */
final class HuggingFaceFiles {

	private static final int SIZE_PER_HEAD = 64;

	private final Path directory;

	private final JsonMapper json;

	HuggingFaceFiles(Path directory, JsonMapper json) {
		this.directory = directory;
		this.json = json;
	}

	/**
	 * Weights, and the configuration that their shapes give.
	 * @param tensors by Hugging Face name, {@code bert.} first
	 * @param heads attention heads; 0 for one per 64 of the hidden size, as every BERT of Google has
	 */
	void weights(Map<String, FloatTensor> tensors, int heads) throws IOException {
		SafeTensors.write(this.directory.resolve("model.safetensors"), new TreeMap<>(tensors), Map.of("format", "pt"));
		long[] words = shape(tensors, "bert.embeddings.word_embeddings.weight");
		int layers = 0;
		while (tensors.containsKey("bert.encoder.layer." + layers + ".output.dense.weight")) {
			layers++;
		}
		Map<String, Object> config = new LinkedHashMap<>();
		config.put("architectures", List.of("BertModel"));
		config.put("model_type", "bert");
		config.put("vocab_size", words[0]);
		config.put("hidden_size", words[1]);
		config.put("num_hidden_layers", layers);
		config.put("num_attention_heads", (heads > 0) ? heads : words[1] / SIZE_PER_HEAD);
		config.put("intermediate_size", shape(tensors, "bert.encoder.layer.0.intermediate.dense.weight")[0]);
		config.put("max_position_embeddings", shape(tensors, "bert.embeddings.position_embeddings.weight")[0]);
		config.put("type_vocab_size", shape(tensors, "bert.embeddings.token_type_embeddings.weight")[0]);
		config.put("hidden_act", "gelu");
		config.put("layer_norm_eps", 1e-12);
		config.put("position_embedding_type", "absolute");
		config.put("pad_token_id", 0);
		write("config.json", config);
	}

	private static long[] shape(Map<String, FloatTensor> tensors, String name) {
		FloatTensor tensor = tensors.get(name);
		if (tensor == null) {
			throw new EncoderException("the archive lacks the tensor " + name);
		}
		return tensor.shape();
	}

	/** The vocabulary, a line per word piece. */
	void vocabulary(List<String> pieces) throws IOException {
		Files.write(this.directory.resolve("vocab.txt"), pieces);
	}

	/** What transformers needs to know of the tokenizer beside its files. */
	void tokenizerConfig(boolean lowerCase) throws IOException {
		Map<String, Object> config = new LinkedHashMap<>();
		config.put("tokenizer_class", "BertTokenizer");
		config.put("do_lower_case", lowerCase);
		config.put("model_max_length", 512);
		write("tokenizer_config.json", config);
	}

	void write(String file, Object value) throws IOException {
		Files.write(this.directory.resolve(file), this.json.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
	}

}
