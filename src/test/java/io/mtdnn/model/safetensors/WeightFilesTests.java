package io.mtdnn.model.safetensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WeightFilesTests {

	@TempDir
	Path directory;

	@BeforeEach
	void writeShards() throws IOException {
		shard("model-00001-of-00002.safetensors", Map.of("a", 1f));
		shard("model-00002-of-00002.safetensors", Map.of("b", 2f));
		index("{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\","
				+ " \"b\": \"model-00002-of-00002.safetensors\"}}");
	}

	@Test
	void shardsAreReadAsOneFile() {
		try (WeightFiles weights = WeightFiles.open(this.directory)) {
			assertThat(weights.shapes()).containsOnlyKeys("a", "b");
			assertThat(weights.floats("a").data().get(0)).isEqualTo(1);
			assertThat(weights.floats("b").data().get(0)).isEqualTo(2);
			assertThat(weights.unreadable("b")).isNull();
			assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> weights.floats("c"))
				.withMessageContaining("model.safetensors.index.json: has no tensor 'c'");
		}
	}

	@Test
	void aSingleFileTakesPrecedence() {
		shard("model.safetensors", Map.of("c", 3f));
		try (WeightFiles weights = WeightFiles.open(this.directory)) {
			assertThat(weights.shapes()).containsOnlyKeys("c");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"weight_map": {"a": "../model.safetensors"}}          | names the shard "../model.safetensors"
					{"weight_map": {"a": "/etc/model.safetensors"}}        | names the shard "/etc/model.safetensors"
					{"weight_map": {"a": "model.bin"}}                     | names the shard "model.bin"
					{"weight_map": {"a": 7}}                               | names the shard 7
					{"weight_map": {}}                                     | names 0 shards
					{}                                                     | names 0 shards
					[1                                                     | not valid JSON
					{"weight_map": {"a": "model-00003.safetensors"}}       | model-00003.safetensors is missing
					{"weight_map": {"c": "model-00001-of-00002.safetensors"}} | 'c', but model-00001-of-00002.safetensors does not contain it
					""")
	void indexesThatDoNotMatchTheirShardsAreRejected(String index, String message) throws IOException {
		index(index);
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> WeightFiles.open(this.directory))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain(this.directory.getParent().toString()));
	}

	@Test
	void aTensorMustBeInExactlyOneShard() {
		shard("model-00002-of-00002.safetensors", Map.of("a", 2f));
		assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> WeightFiles.open(this.directory))
			.withMessageContaining("two shards contain the tensor 'a'");
	}

	private void index(String json) throws IOException {
		Files.writeString(this.directory.resolve("model.safetensors.index.json"), json);
	}

	private void shard(String file, Map<String, Float> values) {
		Map<String, FloatTensor> tensors = new TreeMap<>();
		values.forEach((name, value) -> tensors.put(name, FloatTensor.of(new float[] { value }, 1)));
		SafeTensors.write(this.directory.resolve(file), tensors, Map.of());
	}

}
