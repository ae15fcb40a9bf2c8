package io.mtdnn.tokenization;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SlidingWindowsTests {

	private static final int[] QUESTION = { 7, 8 };

	@Test
	void aShortContextIsOneWindow() {
		Window window = single(windows(3, new WindowSettings(10, 4, 2)));
		assertThat(window.sequence().ids()).containsExactly(101, 7, 8, 102, 1000, 1001, 1002, 102);
		assertThat(window.sequence().secondStart()).isEqualTo(4);
		assertThat(window.contextOffset()).isEqualTo(4);
		assertThat(window.firstPiece()).isZero();
		assertThat(window.pieces()).isEqualTo(3);
	}

	@Test
	void aContextThatJustFitsIsOneWindow() {
		assertThat(windows(5, new WindowSettings(10, 4, 2))).hasSize(1);
		assertThat(windows(6, new WindowSettings(10, 4, 2))).hasSize(2);
	}

	@Test
	void windowsStartOneStepApartAndStopAtTheEnd() {
		List<Window> windows = windows(10, new WindowSettings(10, 4, 2));
		assertThat(windows).extracting(Window::firstPiece).containsExactly(0, 2, 4, 6);
		assertThat(windows).extracting(Window::pieces).containsExactly(5, 5, 5, 4);
		assertThat(windows.get(3).sequence().ids()).containsExactly(101, 7, 8, 102, 1006, 1007, 1008, 1009, 102);
	}

	@Test
	void everyPieceIsCoveredForEveryStep() {
		for (int step = 1; step <= 5; step++) {
			for (int pieces = 0; pieces < 40; pieces++) {
				WindowSettings settings = new WindowSettings(10, 4, step);
				List<Window> windows = windows(pieces, settings);
				assertThat(SlidingWindows.count(QUESTION.length, pieces, settings, new WordTokenizer().rows()))
					.isEqualTo(windows.size());
				boolean[] covered = new boolean[pieces];
				for (Window window : windows) {
					for (int i = 0; i < pieces; i++) {
						covered[i] |= window.contains(i);
					}
				}
				assertThat(covered).doesNotContain(false);
				assertThat(SlidingWindows.maxContextWindows(windows, pieces)).doesNotContain(-1);
			}
		}
	}

	@Test
	void anEmptyContextIsOneWindowWithoutPieces() {
		Window window = single(windows(0, new WindowSettings(10, 4, 2)));
		assertThat(window.sequence().ids()).containsExactly(101, 7, 8, 102, 102);
		assertThat(window.pieces()).isZero();
	}

	@Test
	void aLongQuestionIsTruncated() {
		Window window = single(SlidingWindows.over(new int[] { 1, 2, 3, 4 }, context(2), new WindowSettings(10, 2, 2),
				new WordTokenizer()));
		assertThat(window.sequence().ids()).containsExactly(101, 1, 2, 102, 1000, 1001, 102);
	}

	@Test
	void anEmptyQuestionIsAllowed() {
		Window window = single(
				SlidingWindows.over(new int[0], context(1), new WindowSettings(10, 2, 2), new WordTokenizer()));
		assertThat(window.sequence().ids()).containsExactly(101, 102, 1000, 102);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0  | 4  | 2 | maxSequenceLength | maxSequenceLength must be at least 1, but is 0
			10 | 0  | 2 | maxQuestionLength | maxQuestionLength must be at least 1, but is 0
			10 | 4  | 0 | docStride         | docStride must be at least 1, but is 0
			10 | 4  | 6 | docStride         | docStride 6 is larger than the window of 5 word pieces
			5  | 4  | 1 | maxSequenceLength | maxSequenceLength 5 leaves no room for the context beside a question of 2
			""")
	void impossibleSettingsAreRejected(int sequence, int question, int stride, String field, String message) {
		assertThatExceptionOfType(InvalidWindowException.class)
			.isThrownBy(() -> windows(3, new WindowSettings(sequence, question, stride)))
			.withMessageStartingWith(message)
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo(field));
	}

	@Test
	void settingsAreCheckedForTheLongestQuestion() {
		new WindowSettings(384, 64, 317).check(RowTemplate.bert(101, 102));
		assertThatExceptionOfType(InvalidWindowException.class)
			.isThrownBy(() -> new WindowSettings(384, 64, 318).check(RowTemplate.bert(101, 102)))
			.withMessageStartingWith("docStride 318 is larger than the window of 317 word pieces");
		assertThatExceptionOfType(InvalidWindowException.class)
			.isThrownBy(() -> new WindowSettings(67, 64, 1).check(RowTemplate.bert(101, 102)))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("maxSequenceLength"));
	}

	@Test
	void aPieceBelongsToTheWindowWhereItHasMostContext() {
		// windows 0-4, 2-6, 4-8, 6-9; scores min(left, right) + 0.05 (last window 0.04)
		List<Window> windows = windows(10, new WindowSettings(10, 4, 2));
		assertThat(SlidingWindows.maxContextWindows(windows, 10)).containsExactly(0, 0, 0, 0, 1, 1, 2, 2, 3, 3);
	}

	private static List<Window> windows(int pieces, WindowSettings settings) {
		return SlidingWindows.over(QUESTION, context(pieces), settings, new WordTokenizer());
	}

	private static WordPieces context(int pieces) {
		int[] positions = IntStream.range(0, pieces).toArray();
		return new WordPieces(IntStream.range(1000, 1000 + pieces).toArray(), positions, positions);
	}

	private static Window single(List<Window> windows) {
		assertThat(windows).hasSize(1);
		return windows.get(0);
	}

}
