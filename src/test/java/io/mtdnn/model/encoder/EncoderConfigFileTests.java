package io.mtdnn.model.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.ModelFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EncoderConfigFileTests {

	private static final String GOOD = """
			{"attention_probs_dropout_prob": 0.1, "hidden_act": "gelu", "hidden_size": 768, "intermediate_size": 3072,
			"layer_norm_eps": 1e-12, "max_position_embeddings": 512, "num_attention_heads": 12,
			"num_hidden_layers": 12, "type_vocab_size": 2, "vocab_size": 28996}""";

	@TempDir
	Path directory;

	@Test
	void huggingFaceConfigurationsAreRead() throws IOException {
		assertThat(read(GOOD)).isEqualTo(EncoderConfig.bert(28996, 768, 12, 12, 3072, 512, 2, 1e-12));
	}

	@Test
	void writtenConfigurationsAreReadBack() {
		Path file = this.directory.resolve("config.json");
		EncoderConfig config = EncoderConfig.bert(10, 24, 3, 4, 48, 20, 1, 1e-5);
		EncoderConfigFile.write(file, config);
		assertThat(EncoderConfigFile.read(file)).isEqualTo(config);
		assertThat(file).content().contains("\"model_type\" : \"bert\"", "\"hidden_act\" : \"gelu\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					"hidden_act": "gelu"      | "hidden_act": "gelu_new"                                         | hidden_act 'gelu_new' is not supported
					"hidden_act": "gelu"      | "position_embedding_type": "relative_key", "hidden_act": "gelu"  | position_embedding_type 'relative_key'
					"hidden_act": "gelu"      | "model_type": "albert"                                           | model_type 'albert' is not supported
					"hidden_size": 768        | "hidden_size": 770                                               | hidden_size 770 is not a multiple of num_attention_heads 12
					"hidden_size": 768        | "hidden_size": -768                                              | hidden_size must be positive
					"hidden_size": 768        | "hidden_size": "768"                                             | hidden_size is "768"
					"vocab_size": 28996       | "vocab_size": 1e12                                               | vocab_size is
					"vocab_size": 28996       | "vocabulary": 28996                                              | vocab_size is missing
					"layer_norm_eps": 1e-12   | "layer_norm_eps": 0                                              | layer_norm_eps must be positive
					"hidden_act": "gelu"      | "hidden_act"                                                     | cannot be read
					"hidden_act": "gelu"      | "hidden_act": null                                               | hidden_act null is not supported
					"hidden_act": "gelu"      | "hidden_act": ["gelu"]                                           | hidden_act ["gelu"] is not supported
					"hidden_act": "gelu"      | "hidden_act": "gelu", "is_decoder": true                         | is_decoder true is not supported
					"hidden_act": "gelu"      | "hidden_act": "gelu", "is_decoder": "yes"                        | is_decoder "yes" is not supported
					"hidden_act": "gelu"      | "hidden_act": "gelu", "add_cross_attention": true                | add_cross_attention true
					"hidden_act": "gelu"      | "hidden_act": "gelu", "is_encoder_decoder": true                 | is_encoder_decoder true
					"hidden_act": "gelu"      | "hidden_act": "gelu", "pruned_heads": {"0": [1]}                 | pruned_heads {"0":[1]} is not supported
					"hidden_act": "gelu"      | "hidden_act": "gelu", "quantization_config": {"bits": 8}         | quantization_config
					"hidden_act": "gelu"      | "hidden_act": "gelu", "model_type": 7                            | model_type 7 is not supported
					"vocab_size": 28996       | "vocab_size": 28996.5                                            | vocab_size is 28996.5
					"vocab_size": 28996       | "vocab_size": 10000001                                           | at most 10000000 is supported
					"num_hidden_layers": 12   | "num_hidden_layers": 1000000000                                  | num_hidden_layers is 1000000000; at most 1000
					"num_hidden_layers": 12   | "num_hidden_layers": 0                                           | num_hidden_layers must be positive
					"intermediate_size": 3072 | "intermediate_size": 2000000000                                  | intermediate_size is 2000000000; at most
					"max_position_embeddings": 512 | "max_position_embeddings": 2147483647                       | max_position_embeddings is 2147483647; at most
					"layer_norm_eps": 1e-12   | "layer_norm_eps": "1e-12"                                        | layer_norm_eps is "1e-12", expected a number
					"layer_norm_eps": 1e-12   | "layer_norm_eps": "NaN"                                          | layer_norm_eps is "NaN", expected a number
					"layer_norm_eps": 1e-12   | "layer_norm_eps": NaN                                            | not valid JSON
					"layer_norm_eps": 1e-12   | "layer_norm_eps": 1e999                                          | layer_norm_eps is
					"layer_norm_eps": 1e-12   | "layer_norm_eps": -1e-12                                         | layer_norm_eps must be positive
					"layer_norm_eps": 1e-12   | "layer_norm_eps": null                                           | layer_norm_eps is null
					""")
	void unusableFieldsAreNamed(String good, String bad, String message) {
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> read(GOOD.replace(good, bad)))
			.withMessageContaining("config.json: ")
			.withMessageContaining(message);
	}

	/** As transformers 4 and 5 write them; none changes what an encoder computes. */
	@ParameterizedTest
	@ValueSource(strings = { "\"is_decoder\": false", "\"use_cache\": true", "\"pruned_heads\": {}",
			"\"chunk_size_feed_forward\": 4", "\"tie_word_embeddings\": true", "\"torch_dtype\": \"bfloat16\"",
			"\"add_cross_attention\": false", "\"model_type\": \"bert\"", "\"position_embedding_type\": \"absolute\"",
			"\"architectures\": [\"BertForMaskedLM\"]", "\"hidden_dropout_prob\": 0.5", "\"id2label\": {\"0\": \"a\"}",
			"\"hidden_act\": \"gelu_python\"", "\"output_attentions\": true", "\"is_decoder\": null" })
	void settingsWithoutEffectAreAccepted(String setting) throws IOException {
		assertThat(read(GOOD.replace("}", ", " + setting + "}"))).isEqualTo(read(GOOD));
		assertThat(read("\uFEFF" + GOOD)).isEqualTo(read(GOOD));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null", "3" })
	void aConfigurationMustBeAnObject(String content) {
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> read(content))
			.withMessageEndingWith("/config.json: not a JSON object");
	}

	@Test
	void otherFamiliesUseTheirOwnKeysPositionsAndTypes() throws IOException {
		EncoderConfig distil = read(
				"""
						{"model_type": "distilbert", "activation": "gelu", "dim": 24, "n_layers": 2, "n_heads": 3, "hidden_dim": 40,
						 "max_position_embeddings": 32, "vocab_size": 80}""");
		assertThat(distil).isEqualTo(new EncoderConfig("distilbert", 80, 24, 2, 3, 40, 32, 0, 0, 1e-12));
		Path file = this.directory.resolve("written.json");
		EncoderConfigFile.write(file, distil);
		assertThat(EncoderConfigFile.read(file)).isEqualTo(distil);
		assertThat(file).content().contains("\"dim\" : 24").doesNotContain("hidden_size", "type_vocab_size");
		EncoderConfig roberta = read(GOOD.replace("\"hidden_act\"", "\"model_type\": \"roberta\", \"hidden_act\""));
		assertThat(roberta.firstPosition()).isEqualTo(2);
		assertThat(roberta.maxPositions()).isEqualTo(510);
		assertThatExceptionOfType(ModelFormatException.class)
			.isThrownBy(() -> read(GOOD.replace("\"hidden_act\"",
					"\"model_type\": \"electra\", \"embedding_size\": 128, \"hidden_act\"")))
			.withMessageContaining("embedding_size 128 differs from hidden_size 768");
		assertThatExceptionOfType(ModelFormatException.class)
			.isThrownBy(() -> read(
					"""
							{"model_type": "distilbert", "activation": "relu", "dim": 24, "n_layers": 2, "n_heads": 3, "hidden_dim": 40,
							 "max_position_embeddings": 32, "vocab_size": 80}"""))
			.withMessageContaining("activation 'relu'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e-5", "null", "7" })
	void transformersIgnoresTheEpsilonOfDistilBert(String epsilon) throws IOException {
		assertThat(
				read("""
						{"model_type": "distilbert", "activation": "gelu", "dim": 24, "n_layers": 2, "n_heads": 3, "hidden_dim": 40,
						 "max_position_embeddings": 32, "vocab_size": 80, "layer_norm_eps": %s}"""
					.formatted(epsilon)).layerNormEpsilon())
			.isEqualTo(1e-12);
	}

	private EncoderConfig read(String json) throws IOException {
		return EncoderConfigFile.read(Files.writeString(this.directory.resolve("config.json"), json));
	}

}
