package io.mtdnn.tokenization.huggingface;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.SentenceRows;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares the token ids of texts with those of transformers 4 and 5 for the same encoder
 * files ({@code bench/parity/tokenizers_golden.py}): the ids are equal, or the files are
 * rejected with the fault.
 */
class TransformersParityTests {

	private static final JsonNode GOLDEN = golden();

	@TempDir
	private Path directory;

	private static JsonNode golden() {
		try (InputStream in = TransformersParityTests.class.getResourceAsStream("/golden/tokenizers.json")) {
			return JsonMapper.shared().readTree(in);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Stream<Arguments> cases() {
		return GOLDEN.path("cases")
			.valueStream()
			.map((example) -> Arguments.of(example.path("name").asString(), example));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void idsEqualThoseOfTransformersOrTheFileIsRejected(String name, JsonNode example) throws IOException {
		for (var file : example.path("files").properties()) {
			Files.writeString(this.directory.resolve(file.getKey()), file.getValue().asString());
		}
		JsonNode refused = example.path("refused");
		if (refused.isString()) {
			assertThatExceptionOfType(TokenizerException.class)
				.isThrownBy(() -> new HuggingFaceTokenizerFactory().open(this.directory))
				.withMessageContaining(refused.stringValue());
			return;
		}
		String ids = ids(this.directory);
		assertThat(example.path("transformers").size()).isEqualTo(2);
		example.path("transformers")
			.forEachEntry((version, expected) -> assertThat(ids).as(version)
				.isEqualTo((expected.isObject() ? expected.path("ids") : expected).toString()));
		example.path("transformers").forEach(this::assertRowsAndOffsets);
		assertThat(writtenAndReadAgain()).isEqualTo(ids);
	}

	/** Of tokenizers whose rows and offsets differ from those of word pieces. */
	private void assertRowsAndOffsets(JsonNode expected) {
		try (WordPieceTokenizer tokenizer = new HuggingFaceTokenizerFactory().open(this.directory)) {
			if (expected.has("pair")) {
				TokenSequence row = SentenceRows.pair(tokenizer.split("a").ids(), tokenizer.split("b").ids(), 99,
						tokenizer);
				assertThat(JsonMapper.shared().writeValueAsString(row.ids()))
					.isEqualTo(expected.path("pair").toString());
			}
			for (int i = 0; i < expected.path("offsets").size(); i++) {
				String text = GOLDEN.path("texts").path(i).asString();
				assertThat(offsets(text, tokenizer.split(text))).as(text)
					.isEqualTo(expected.path("offsets").path(i).toString());
			}
		}
	}

	/** In code points, as Python counts. */
	private static String offsets(String text, WordPieces pieces) {
		List<int[]> offsets = new ArrayList<>();
		for (int i = 0; i < pieces.length(); i++) {
			offsets.add(
					new int[] { text.codePointCount(0, pieces.starts()[i]), text.codePointCount(0, pieces.ends()[i]) });
		}
		return JsonMapper.shared().writeValueAsString(offsets);
	}

	/**
	 * As an encoder, and as a trained model's bundle, from which a model that continues
	 * its training writes the same files.
	 */
	private String writtenAndReadAgain() throws IOException {
		Path written = Files.createDirectory(this.directory.resolve("written"));
		try (WordPieceTokenizer tokenizer = new HuggingFaceTokenizerFactory().open(this.directory)) {
			tokenizer.write(written);
			try (WordPieceTokenizer again = new HuggingFaceTokenizerFactory().open(written);
					WordPieceTokenizer bundle = new HuggingFaceTokenizerFactory().openBundle(written)) {
				assertThat(again.contentHash()).isEqualTo(tokenizer.contentHash()).isEqualTo(bundle.contentHash());
				Path continued = Files.createDirectory(this.directory.resolve("continued"));
				bundle.write(continued);
				for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
					assertThat(continued.resolve(file)).hasSameTextualContentAs(written.resolve(file));
				}
			}
		}
		return ids(written);
	}

	private static String ids(Path directory) {
		List<String> ids = new ArrayList<>();
		try (WordPieceTokenizer tokenizer = new HuggingFaceTokenizerFactory().open(directory)) {
			GOLDEN.path("texts")
				.forEach((text) -> ids
					.add(JsonMapper.shared().writeValueAsString(tokenizer.split(text.asString()).ids())));
		}
		return "[" + String.join(",", ids) + "]";
	}

}
