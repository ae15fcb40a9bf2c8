package io.mtdnn.tokenization.huggingface;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HuggingFaceTokenizerTests {

	private static final List<String> VOCABULARY = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "paris", "is",
			"in", "fra", "##nce", "cafe", "!", "\u6771", "\u4eac", "istanbul", "a", "b", "ab");

	@TempDir
	private static Path directory;

	private static WordPieceTokenizer uncased;

	@BeforeAll
	static void open() throws IOException {
		Files.write(directory.resolve("vocab.txt"), VOCABULARY);
		uncased = new HuggingFaceTokenizerFactory().open(directory);
	}

	@AfterAll
	static void close() {
		uncased.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Paris is in France!           | Paris is in Fra nce !
			PARIS                         | PARIS
			\\uD83D\\uDE00 Paris \\uD835\\uDD38 France | \\uD83D\\uDE00 Paris \\uD835\\uDD38 Fra nce
			caf\\u00e9 in Paris           | caf\\u00e9 in Paris
			cafe\\u0301 in Paris          | cafe\\u0301 in Paris
			cafe\\u0301                   | cafe\\u0301
			\\u0130stanbul is             | \\u0130stanbul is
			\\u6771\\u4eacis              | \\u6771 \\u4eac is
			a\\u0000b in                  | a\\u0000b in
			a\\uD800b in \\uDC00          | a\\uD800b in
			\\uDC00\\uD83D in             | in
			\\u2764\\uFE0F in             | \\u2764\\uFE0F in
			""")
	void offsetsSelectThePiecesInTheOriginalText(String text, String pieces) {
		assertThat(String.join(" ", slices(unescape(text)))).isEqualTo(unescape(pieces));
	}

	@Test
	void idsAreLineNumbersOfTheVocabularyAndNoSpecialTokensAreAdded() {
		assertThat(uncased.split("Paris is in France").ids()).containsExactly(5, 6, 7, 8, 9);
		assertThat(uncased.split("a b zebra").ids()).containsExactly(15, 16, 1);
		assertThat(uncased.rows()).usingRecursiveComparison().isEqualTo(RowTemplate.bert(2, 3));
	}

	@Test
	void emptyAndBlankTextsHaveNoPieces() {
		assertThat(uncased.split("").length()).isZero();
		assertThat(uncased.split(" \t\n\u00a0").length()).isZero();
	}

	@Test
	void aMegabyteIsTokenisedCompletely() {
		WordPieces pieces = uncased.split("\uD83D\uDE00 Paris ".repeat(100_000));
		assertThat(pieces.length()).isEqualTo(200_000);
		assertThat(pieces.ends()[199_999]).isEqualTo(899_999);
	}

	@Test
	void truncationAndPaddingInTheFileAreIgnored(@TempDir Path other) throws IOException {
		String json = TokenizerDefinition.read(directory).json();
		Files.writeString(other.resolve("tokenizer.json"), json.replace("\"truncation\":null",
				"\"truncation\":{\"direction\":\"Right\",\"max_length\":4,\"strategy\":\"LongestFirst\",\"stride\":0}")
			.replace("\"padding\":null",
					"\"padding\":{\"strategy\":{\"Fixed\":4},\"direction\":\"Right\",\"pad_to_multiple_of\":null,"
							+ "\"pad_id\":0,\"pad_type_id\":0,\"pad_token\":\"[PAD]\"}"));
		try (WordPieceTokenizer tokenizer = new HuggingFaceTokenizerFactory().open(other)) {
			assertThat(tokenizer.split("in in in in in in").length()).isEqualTo(6);
			assertThat(tokenizer.split("in").length()).isEqualTo(1);
			assertThat(tokenizer.contentHash()).isEqualTo(uncased.contentHash());
		}
	}

	@Test
	void doLowerCaseOfTheConfigurationIsRespected(@TempDir Path other) throws IOException {
		Files.write(other.resolve("vocab.txt"), VOCABULARY);
		Files.writeString(other.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
		try (WordPieceTokenizer cased = new HuggingFaceTokenizerFactory().open(other)) {
			assertThat(cased.split("Paris is").ids()).containsExactly(1, 6);
			assertThat(cased.contentHash()).isNotEqualTo(uncased.contentHash());
		}
	}

	/**
	 * As in transformers, whose own vocabulary of bert-base-uncased has a capital letter
	 * without a small one.
	 */
	@Test
	void aVocabularyWithoutConfigurationIsLowerCasedUnlessItsPiecesAreCased(@TempDir Path other) throws IOException {
		List<String> pieces = new ArrayList<>(VOCABULARY);
		pieces.add("\u211d");
		Files.write(other.resolve("vocab.txt"), pieces);
		try (WordPieceTokenizer tokenizer = open(other)) {
			assertThat(tokenizer.split("PARIS \u211d").ids()).containsExactly(5, 18);
		}
		pieces.addAll(List.of("Paris", "##NCE"));
		Files.write(other.resolve("vocab.txt"), pieces);
		assertRefused(other, "/vocab.txt has pieces with capitals or accents, such as 'Paris'",
				"write {\"do_lower_case\": false} into that file");
		Files.writeString(other.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
		try (WordPieceTokenizer tokenizer = open(other)) {
			assertThat(tokenizer.split("PARIS Paris").ids()).containsExactly(1, 19);
		}
	}

	@Test
	void unusableFilesAreNamedWithoutTheirFullPaths(@TempDir Path other) throws IOException {
		String name = other.getFileName().toString();
		assertRefused(other, "there is neither " + name + "/tokenizer.json nor vocab.txt");
		Files.write(other.resolve("vocab.txt"), List.of("[PAD]", "[UNK]", "[CLS]", "paris"));
		assertRefused(other, name + "/vocab.txt: the vocabulary has no [SEP] (sep_token)");
		Files.write(other.resolve("vocab.txt"), "[PAD]\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
		assertRefused(other, name + "/vocab.txt is not valid UTF-8: line 2 (byte 9)");
		Files.writeString(other.resolve("vocab.txt"),
				"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 231508\n");
		assertRefused(other, name + "/vocab.txt is a Git LFS pointer", "git lfs pull");
		Files.writeString(other.resolve("tokenizer.json"), "{\"model\": ");
		assertRefused(other, name + "/tokenizer.json is not valid JSON", "line 1");
		Files.writeString(other.resolve("tokenizer.json"), "{\"model\": {\"vocab\": {\"[CLS]\": 0.5}}}");
		assertRefused(other, name + "/tokenizer.json has the word piece '[CLS]' with the id 0.5");
		Files.delete(other.resolve("tokenizer.json"));
		Files.createDirectory(other.resolve("tokenizer.json"));
		assertRefused(other, name + "/tokenizer.json is not a file but a directory");
	}

	/**
	 * Each of these is unusable for the native library or for us; none may be anything
	 * but a refusal.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					tokenizer.json        |                                       | is not a JSON object
					tokenizer.json        | []                                    | is not a JSON object
					tokenizer.json        | null                                  | is not a JSON object
					tokenizer.json        | {}                                    | has no vocabulary
					tokenizer.json        | {"model": {"type": "WordPiece", "vocab": 3}} | has no vocabulary
					tokenizer.json        | {"model": {"type": "Unigram", "vocab": [["a", 0.5]]}} | model.type Unigram, expected WordPiece
					tokenizer.json        | version https://git-lfs.github.com/spec/v1 | Git LFS pointer
					tokenizer_config.json |                                       | is not a JSON object
					tokenizer_config.json | []                                    | is not a JSON object
					tokenizer_config.json | {"do_lower_case": tr                  | is not valid JSON
					tokenizer_config.json | {"do_lower_case": "false"}            | expected true or false
					tokenizer_config.json | {"do_lower_case": null}               | expected true or false
					tokenizer_config.json | {"sep_token": 3}                      | sep_token 3, expected a token
					tokenizer_config.json | {"sep_token": null}                   | sep_token null
					tokenizer_config.json | {"mask_token": {"content": "[MASK]", "lstrip": true}} | with lstrip
					tokenizer_config.json | {"added_tokens_decoder": {"x": {"content": "y"}}}     | expected a number
					tokenizer_config.json | {"added_tokens_decoder": {"18": "y"}} | expected a string and a whole number
					special_tokens_map.json | {"sep_token": "</s>"}               | the vocabulary has no </s>
					special_tokens_map.json | [1]                                 | is not a JSON object
					added_tokens.json     | {"x": "y"}                            | expected a string and a whole number
					added_tokens.json     | {"x": 99}                             | the id 99, but the vocabulary gives it 18
					""")
	void unusableFilesAreRejected(String file, String content, String message, @TempDir Path other) throws IOException {
		Files.write(other.resolve("vocab.txt"), VOCABULARY);
		Files.writeString(other.resolve(file), (content != null) ? content : "");
		assertRefused(other, message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"version":"1.0"          | "version":"2.0"               | cannot be parsed
			"type":"BertPreTokenizer" | "type":"FuturePreTokenizer"  | pre_tokenizer.type FuturePreTokenizer
			"type":"WordPiece","unk  | "type":"WordMaker","unk       | model.type WordMaker
			"[UNK]":1                | "[unk]":1                     | '[UNK]' the id 1, but the vocabulary gives it 18
			"[SEP]":3                | "[sep]":3                     | '[SEP]' the id 3, but the vocabulary gives it 18
			"id":2,"content":"[CLS]" | "id":7,"content":"[CLS]"      | the id 7, but the vocabulary gives it 2
			"is":6                   | "is":-6                       | 'is' with the id -6
			"is":6                   | "is":60000000                 | 'is' with the id 60000000
			""")
	void unsupportedTokenizersAreRejected(String good, String bad, String message, @TempDir Path other)
			throws IOException {
		String json = TokenizerDefinition.read(directory).json();
		assertThat(json).contains(good);
		Files.writeString(other.resolve("tokenizer.json"), json.replace(good, bad));
		assertRefused(other, message);
	}

	@Test
	void byteOrderMarksAreRemoved(@TempDir Path other) throws IOException {
		Files.writeString(other.resolve("vocab.txt"), "\uFEFF" + String.join("\n", VOCABULARY));
		Files.writeString(other.resolve("tokenizer_config.json"), "\uFEFF{\"do_lower_case\": true}");
		try (WordPieceTokenizer tokenizer = open(other)) {
			assertThat(tokenizer.rows().start()).containsExactly(2);
			assertThat(tokenizer.contentHash()).isEqualTo(uncased.contentHash());
			Files.writeString(other.resolve("tokenizer.json"), "\uFEFF" + TokenizerDefinition.read(directory).json());
		}
		try (WordPieceTokenizer tokenizer = open(other)) {
			assertThat(tokenizer.contentHash()).isEqualTo(uncased.contentHash());
		}
	}

	/** Waiting for a pipe's other end would take for ever. */
	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void pipesAreNotOpened(@TempDir Path other) throws Exception {
		Files.write(other.resolve("vocab.txt"), VOCABULARY);
		assertThat(new ProcessBuilder("mkfifo", other.resolve("tokenizer.json").toString()).start().waitFor()).isZero();
		assertRefused(other, "tokenizer.json is not a file but a pipe, a socket or a device");
	}

	@Test
	void modelsOfEarlierVersionsTokeniseAsInTraining(@TempDir Path other) throws IOException {
		List<String> pieces = new ArrayList<>(VOCABULARY);
		pieces.remove("[MASK]");
		pieces.add("\u211d");
		Files.write(other.resolve("vocab.txt"), pieces);
		try (WordPieceTokenizer cased = new HuggingFaceTokenizerFactory().openBundle(other)) {
			assertThat(cased.split("Paris paris").ids()).containsExactly(1, 4);
		}
		Files.writeString(other.resolve("tokenizer.json"),
				TokenizerDefinition.read(directory).json().replace("\"lowercase\":true", "\"lowercase\":false"));
		Files.writeString(other.resolve("tokenizer_config.json"), "{\"do_lower_case\": true}");
		try (WordPieceTokenizer cased = new HuggingFaceTokenizerFactory().openBundle(other)) {
			assertThat(cased.split("Paris paris").ids()).containsExactly(1, 5);
		}
	}

	private static WordPieceTokenizer open(Path directory) {
		return new HuggingFaceTokenizerFactory().open(directory);
	}

	private static void assertRefused(Path directory, String... parts) {
		assertThatExceptionOfType(TokenizerException.class).isThrownBy(() -> open(directory))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts)
				.doesNotContain(directory.getParent().toString()));
	}

	@Test
	void manyThreadsGetTheSameResultsAsOne() throws Exception {
		String text = "Caf\u00e9 in France \uD83D\uDE00 is Paris! ".repeat(20);
		WordPieces expected = uncased.split(text);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<WordPieces>> results = new ArrayList<>();
			for (int i = 0; i < 400; i++) {
				results.add(threads.submit(() -> uncased.split(text)));
			}
			for (Future<WordPieces> result : results) {
				assertThat(result.get()).usingRecursiveComparison().isEqualTo(expected);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void aClosedTokenizerRejectsCalls() {
		WordPieceTokenizer tokenizer = new HuggingFaceTokenizerFactory().open(directory);
		tokenizer.close();
		tokenizer.close();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> tokenizer.split("Paris"));
	}

	private static List<String> slices(String text) {
		WordPieces pieces = uncased.split(text);
		List<String> slices = new ArrayList<>();
		for (int i = 0; i < pieces.length(); i++) {
			slices.add(text.substring(pieces.starts()[i], pieces.ends()[i]));
		}
		return slices;
	}

	private static String unescape(String text) {
		StringBuilder builder = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			if (text.startsWith("\\u", i)) {
				builder.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
				i += 5;
			}
			else {
				builder.append(text.charAt(i));
			}
		}
		return builder.toString();
	}

}
