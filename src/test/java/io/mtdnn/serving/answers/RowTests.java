package io.mtdnn.serving.answers;

import java.nio.file.Path;

import io.mtdnn.api.SmallFamily;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.huggingface.HuggingFaceTokenizerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows of one and two sentences, and the pieces that do not fit into them. */
class RowTests {

	private static final String FIRST = "the lamp";

	private static final String SECOND = "the keeper";

	@TempDir
	Path temporary;

	@ParameterizedTest
	@CsvSource({ "distilbert, 2, 3", "electra, 2, 3", "roberta, 2, 4", "xlm-roberta, 2, 4" })
	void aRowThatFitsDropsNothing(String family, int single, int pair) throws Exception {
		try (WordPieceTokenizer tokenizer = tokenizer(family)) {
			int first = tokenizer.split(FIRST).length();
			int second = tokenizer.split(SECOND).length();
			Row alone = Row.of(FIRST, null, first + single, tokenizer);
			assertThat(alone.sequence().length()).isEqualTo(first + single);
			assertThat(alone.droppedPieces()).isZero();
			Row both = Row.of(FIRST, SECOND, first + second + pair, tokenizer);
			assertThat(both.sequence().length()).isEqualTo(first + second + pair);
			assertThat(both.droppedPieces()).isZero();
		}
	}

	@Test
	void aPairThatIsTooLongDropsTheRest() throws Exception {
		try (WordPieceTokenizer tokenizer = tokenizer("roberta")) {
			int pieces = tokenizer.split(FIRST).length() + tokenizer.split(SECOND).length();
			Row cut = Row.of(FIRST, SECOND, pieces + 4 - 1, tokenizer);
			assertThat(cut.sequence().length()).isEqualTo(pieces + 3);
			assertThat(cut.droppedPieces()).isEqualTo(1);
		}
	}

	private WordPieceTokenizer tokenizer(String family) throws Exception {
		Path directory = this.temporary.resolve(family);
		SmallFamily.write(family, directory);
		return new HuggingFaceTokenizerFactory().open(directory);
	}

}
