package io.mtdnn.tokenization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
	void offsetsCutThePiecesOutOfTheOriginalText(String text, String pieces) {
		assertThat(String.join(" ", slices(unescape(text)))).isEqualTo(unescape(pieces));
	}

	@Test
	void idsAreLineNumbersOfTheVocabularyAndNoSpecialTokensAreAdded() {
		assertThat(uncased.split("Paris is in France").ids()).containsExactly(5, 6, 7, 8, 9);
		assertThat(uncased.split("a b zebra").ids()).containsExactly(15, 16, 1);
		assertThat(List.of(uncased.clsId(), uncased.sepId(), uncased.padId())).containsExactly(2, 3, 0);
	}

	@Test
	void emptyAndBlankTextsHaveNoPieces() {
		assertThat(uncased.split("").length()).isZero();
		assertThat(uncased.split(" \t\n\u00a0").length()).isZero();
	}

	@Test
	void aMegabyteIsSplitWhole() {
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
			assertThat(tokenizer.splitAll(List.of("in", "in in in in in"))).extracting(WordPieces::length)
				.containsExactly(1, 5);
			assertThat(tokenizer.contentHash()).isEqualTo(uncased.contentHash());
		}
	}

	@Test
	void doLowerCaseOfTheConfigurationIsFollowed(@TempDir Path other) throws IOException {
		Files.write(other.resolve("vocab.txt"), VOCABULARY);
		Files.writeString(other.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
		try (WordPieceTokenizer cased = new HuggingFaceTokenizerFactory().open(other)) {
			assertThat(cased.split("Paris is").ids()).containsExactly(1, 6);
			assertThat(cased.contentHash()).isNotEqualTo(uncased.contentHash());
		}
	}

	@Test
	void aVocabularyWithCapitalsIsTakenForACasedOne(@TempDir Path other) throws IOException {
		Files.write(other.resolve("vocab.txt"), List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "Paris", "paris"));
		try (WordPieceTokenizer cased = new HuggingFaceTokenizerFactory().open(other)) {
			assertThat(cased.split("Paris paris PARIS").ids()).containsExactly(4, 5, 1);
		}
	}

	@Test
	void filesThatCannotBeUsedAreNamed(@TempDir Path other) throws IOException {
		HuggingFaceTokenizerFactory factory = new HuggingFaceTokenizerFactory();
		assertThatExceptionOfType(TokenizerException.class).isThrownBy(() -> factory.open(other))
			.withMessageContaining("vocab.txt cannot be read");
		Files.write(other.resolve("vocab.txt"), List.of("[PAD]", "[UNK]", "[CLS]", "paris"));
		assertThatExceptionOfType(TokenizerException.class).isThrownBy(() -> factory.open(other))
			.withMessageEndingWith("vocab.txt: the vocabulary has no [SEP]");
		Files.writeString(other.resolve("tokenizer.json"), "{\"model\": ");
		assertThatExceptionOfType(TokenizerException.class).isThrownBy(() -> factory.open(other))
			.withMessageContaining("tokenizer.json cannot be read");
		Files.writeString(other.resolve("tokenizer.json"),
				"{\"model\": {\"vocab\": {\"[CLS]\": 0, \"[SEP]\": 1, \"[PAD]\": 2}}}");
		assertThatExceptionOfType(TokenizerException.class).isThrownBy(() -> factory.open(other))
			.withMessageContaining("not understood");
	}

	@Test
	void manyThreadsGetWhatOneGets() throws Exception {
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
	void aBatchIsSplitLikeItsTexts() {
		List<String> texts = List.of("Paris", "", "a\uD800b \uD83D\uDE00 in", "France!");
		List<WordPieces> expected = texts.stream().map(uncased::split).toList();
		assertThat(uncased.splitAll(texts)).usingRecursiveComparison().isEqualTo(expected);
	}

	@Test
	void aClosedTokenizerRefusesInsteadOfCrashing() {
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
