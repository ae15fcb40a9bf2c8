package io.mtdnn.pretrained.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.pretrained.EncoderException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A jar with an ONNX model and its {@code tokenizer.json}, as shipped by LangChain4j.
 *
 * @param model name of the model's entry
 * @param tokenizer name of the tokenizer's entry
 * @param attentionHeads heads per layer
 */
public record OnnxArchive(String model, String tokenizer, int attentionHeads) implements EncoderArchive {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Override
	public void check(Path archive) throws IOException {
		EncoderArchive.super.check(archive);
		ZipEntries.require(archive, List.of(this.model, this.tokenizer));
	}

	@Override
	public ArchivedEncoder open(Path archive, Path scratch) throws IOException {
		Map<String, FloatTensor> weights = new TreeMap<>();
		Map<String, byte[]> tokenizers = new HashMap<>();
		try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
			ZipEntries.read(in, ZipEntries.most(archive), Set.of(this.model, this.tokenizer), (name, content) -> {
				if (name.equals(this.model)) {
					weights.putAll(OnnxWeights.read(ModelProto.parseFrom(content).getGraph()));
				}
				else {
					tokenizers.put(name, ZipEntries.small(name, content));
				}
			});
		}
		ObjectNode json = tokenizer(Objects.requireNonNull(tokenizers.get(this.tokenizer)));
		return new ArchivedEncoder(weights, this.attentionHeads, Vocabulary.ofTokenizer(json), json,
				archive.getFileName() + "!" + this.model);
	}

	/**
	 * The tokenizer without truncation and padding, which depend on the use and not on
	 * the vocabulary.
	 */
	private ObjectNode tokenizer(byte[] content) {
		if (JSON.readTree(content) instanceof ObjectNode json) {
			json.putNull("truncation").putNull("padding");
			return json;
		}
		throw new EncoderException("its entry '" + this.tokenizer + "' is not a JSON object");
	}

}
