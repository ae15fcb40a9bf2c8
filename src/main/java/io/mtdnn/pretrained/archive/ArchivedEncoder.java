package io.mtdnn.pretrained.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An encoder extracted from an archive.
 *
 * @param weights tensors by Hugging Face names
 * @param attentionHeads heads per layer, which cannot be derived from the tensors' shapes
 * @param vocabulary the word pieces
 * @param tokenizer the {@code tokenizer.json}
 * @param source its origin, for the weights' metadata
 */
public record ArchivedEncoder(Map<String, FloatTensor> weights, int attentionHeads, Vocabulary vocabulary,
		ObjectNode tokenizer, String source) {

	/** Epsilon of BERT and of everything distilled from it. */
	private static final double LAYER_NORM_EPSILON = 1e-12;

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	/** Writes the encoder as a Hugging Face directory. */
	public void write(Path directory, ModelFactory models) throws IOException {
		EncoderConfig config = config();
		Files.writeString(directory.resolve(TokenizerFileNames.VOCABULARY), this.vocabulary.toText());
		Files.write(directory.resolve(TokenizerFileNames.TOKENIZER), JSON.writeValueAsBytes(this.tokenizer));
		Files.write(directory.resolve(TokenizerFileNames.CONFIGURATION),
				JSON.writeValueAsBytes(tokenizerConfig(config)));
		models.writeEncoder(directory, config, this.weights, this.source);
	}

	/** The architecture, derived from the tensors' shapes. */
	public EncoderConfig config() {
		long[] words = shape("embeddings.word_embeddings.weight");
		int layers = 0;
		while (find("encoder.layer." + layers + ".output.dense.weight") != null) {
			layers++;
		}
		if (layers == 0) {
			throw new EncoderException("it lacks the tensor encoder.layer.0.output.dense.weight");
		}
		return EncoderConfig.bert((int) words[0], (int) words[1], layers, this.attentionHeads,
				(int) shape("encoder.layer.0.output.dense.weight")[1],
				(int) shape("embeddings.position_embeddings.weight")[0],
				(int) shape("embeddings.token_type_embeddings.weight")[0], LAYER_NORM_EPSILON);
	}

	private long[] shape(String matrix) {
		FloatTensor tensor = find(matrix);
		if (tensor == null) {
			throw new EncoderException("it lacks the tensor " + matrix);
		}
		requireMatrix(matrix, tensor);
		return tensor.shape();
	}

	/**
	 * Rejects tensors that are not matrices.
	 * @throws EncoderException naming the tensor
	 */
	public static void requireMatrix(String name, FloatTensor tensor) {
		if (tensor.shape().length != 2) {
			throw new EncoderException(name + " has " + tensor.shape().length + " dimensions instead of 2");
		}
	}

	private @Nullable FloatTensor find(String name) {
		FloatTensor tensor = this.weights.get(name);
		return (tensor != null) ? tensor : this.weights.get("bert." + name);
	}

	private Map<String, @Nullable Object> tokenizerConfig(EncoderConfig config) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("tokenizer_class", "BertTokenizer");
		json.put("do_lower_case", this.tokenizer.path("normalizer").path("lowercase").asBoolean(false));
		json.put("model_max_length", config.maxPositions());
		json.put("tokenize_chinese_chars", true);
		json.put("strip_accents", null);
		Vocabulary.SPECIAL.forEach((role, token) -> json.put(role, token));
		return json;
	}

}
