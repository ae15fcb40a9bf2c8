package io.mtdnn.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BertConfigTests {

	private static final String GOOD = """
			{"attention_probs_dropout_prob": 0.1, "hidden_act": "gelu", "hidden_size": 768, "intermediate_size": 3072,
			"layer_norm_eps": 1e-12, "max_position_embeddings": 512, "num_attention_heads": 12,
			"num_hidden_layers": 12, "type_vocab_size": 2, "vocab_size": 28996}""";

	@TempDir
	Path directory;

	@Test
	void readsWhatHuggingFaceWrites() throws IOException {
		assertThat(read(GOOD)).isEqualTo(new BertConfig(28996, 768, 12, 12, 3072, 512, 2, 1e-12));
	}

	@Test
	void readsWhatItWrote() {
		Path file = this.directory.resolve("config.json");
		BertConfig config = new BertConfig(10, 24, 3, 4, 48, 20, 1, 1e-5);
		config.write(file);
		assertThat(BertConfig.read(file)).isEqualTo(config);
		assertThat(file).content().contains("\"model_type\" : \"bert\"", "\"hidden_act\" : \"gelu\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"hidden_act": "gelu"      | "hidden_act": "gelu_new"                                         | hidden_act 'gelu_new' is not supported
			"hidden_act": "gelu"      | "position_embedding_type": "relative_key", "hidden_act": "gelu"  | position_embedding_type 'relative_key'
			"hidden_act": "gelu"      | "model_type": "roberta"                                          | model_type 'roberta' is not supported
			"hidden_size": 768        | "hidden_size": 770                                               | hidden_size 770 is not a multiple of num_attention_heads 12
			"hidden_size": 768        | "hidden_size": -768                                              | hidden_size must be positive
			"hidden_size": 768        | "hidden_size": "768"                                             | hidden_size is "768"
			"vocab_size": 28996       | "vocab_size": 1e12                                               | vocab_size is
			"vocab_size": 28996       | "vocabulary": 28996                                              | vocab_size is missing
			"layer_norm_eps": 1e-12   | "layer_norm_eps": 0                                              | layer_norm_eps must be positive
			"hidden_act": "gelu"      | "hidden_act"                                                     | cannot be read
			""")
	void namesTheFieldThatItCannotUse(String good, String bad, String message) {
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> read(GOOD.replace(good, bad)))
			.withMessageContaining("config.json: ")
			.withMessageContaining(message);
	}

	private BertConfig read(String json) throws IOException {
		return BertConfig.read(Files.writeString(this.directory.resolve("config.json"), json));
	}

}
