package io.mtdnn.answering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WordPieces;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/** Rows are {@code [CLS] q [SEP] context [SEP]}: the context starts at token 3. */
class SpanDecoderTests {

	private static final String CONTEXT = "alpha beta gamma delta";

	private static final WordPieces PIECES = new WordPieces(new int[4], new int[] { 0, 6, 11, 17 },
			new int[] { 5, 10, 16, 22 });

	@Test
	void theBestSpanIsTheSliceOfTheContext() {
		DecodedAnswer decoded = decode(logits(1, 0, 0, 0, 4, 1, 0, 0), logits(1, 0, 0, 0, 0, 3, 1, 0), 0);
		// null 1 + 1 = 2; best beta..gamma 4 + 3 = 7
		assertThat(decoded.answer().text()).isEqualTo("beta gamma");
		assertThat(decoded.answer().start()).isEqualTo(6);
		assertThat(decoded.answer().end()).isEqualTo(16);
		assertThat(decoded.answer().logit()).isEqualTo(7);
		assertThat(decoded.bestSpan()).isSameAs(decoded.answer());
		assertThat(decoded.nullOdds()).isEqualTo(-5);
	}

	@Test
	void theAnswerIsEmptyExactlyWhenNullOddsExceedTheThreshold() {
		float[] start = logits(4, 0, 0, 0, 4, 0, 0, 0);
		float[] end = logits(5, 0, 0, 0, 0, 3, 0, 0);
		// null 9, best 7, odds 2
		assertThat(decode(start, end, 2).answer().text()).isEqualTo("beta gamma");
		DecodedAnswer below = decode(start, end, 1.999);
		assertThat(below.answer()).isEqualTo(new Candidate("", 0, 0, 0, 4, 5, below.answer().probability()));
		assertThat(below.bestSpan().text()).isEqualTo("beta gamma");
		assertThat(below.nullOdds()).isEqualTo(2);
	}

	@Test
	void candidatesAreBestFirstWithTheSoftmaxOfTheirLogits() {
		DecodedAnswer decoded = SpanDecoder.decode("a b",
				new WordPieces(new int[2], new int[] { 0, 2 }, new int[] { 1, 3 }), List.of(window(0, 2)),
				List.of(new SpanLogits(logits(1, 0, 0, 2, 0, 0), logits(1, 0, 0, 1, 2, 0))), DecodingSettings.DEFAULT);
		// "a b" 2 + 2, "a" 2 + 1, "b" 0 + 2, null 1 + 1
		assertThat(decoded.candidates()).extracting(Candidate::text).containsExactly("a b", "a", "b", "");
		assertThat(decoded.candidates()).extracting(Candidate::logit).containsExactly(4.0, 3.0, 2.0, 2.0);
		double sum = 1 + Math.exp(-1) + 2 * Math.exp(-2);
		assertThat(decoded.candidates().get(1).probability()).isCloseTo(Math.exp(-1) / sum, within(1e-15));
		assertThat(decoded.candidates().stream().mapToDouble(Candidate::probability).sum()).isCloseTo(1, within(1e-12));
	}

	@Test
	void questionAndSeparatorsAreNeverPartOfAnAnswer() {
		DecodedAnswer decoded = decode(logits(0, 99, 99, 0, 0, 0, 1, 99), logits(0, 99, 99, 0, 0, 0, 1, 99), 0);
		assertThat(decoded.answer().text()).isEqualTo("delta");
	}

	@Test
	void startAndEndAreChosenTogetherAndNeverSwapped() {
		// the best start is delta, the best end alpha
		DecodedAnswer decoded = decode(logits(0, 0, 0, 1, 0, 0, 9, 0), logits(0, 0, 0, 9, 0, 0, 2, 0), 0);
		assertThat(decoded.candidates()).extracting(Candidate::text).startsWith("delta", "alpha");
		assertThat(decoded.answer().logit()).isEqualTo(11);
	}

	@Test
	void answersDoNotExceedTheMaximumLength() {
		float[] start = logits(0, 0, 0, 5, 1, 0, 0, 0);
		float[] end = logits(0, 0, 0, 0, 0, 0, 5, 0);
		assertThat(decode(start, end, new DecodingSettings(20, 4, 0)).answer().text()).isEqualTo(CONTEXT);
		DecodedAnswer three = decode(start, end, new DecodingSettings(20, 3, 0));
		assertThat(three.answer().text()).isEqualTo("beta gamma delta");
	}

	@Test
	void tiesGoToTheEarlierAndThenTheShorterSpan() {
		DecodedAnswer decoded = decode(logits(0, 0, 0, 1, 1, 1, 1, 0), logits(0, 0, 0, 1, 1, 1, 1, 0), 0);
		assertThat(decoded.candidates()).extracting(Candidate::text)
			.startsWith("alpha", "alpha beta", "alpha beta gamma", CONTEXT, "beta");
	}

	@Test
	void severalPassagesAreRankedTogetherWithOneNullAnswer() {
		Passage first = passage("a b", logits(3, 0, 0, 2, 0, 0), logits(3, 0, 0, 1, 2, 0));
		Passage second = passage("c d", logits(1, 0, 0, 2, 5, 0), logits(1.5f, 0, 0, 1, 2, 0));
		DecodedAnswer decoded = SpanDecoder.decode(List.of(first, second), DecodingSettings.DEFAULT);

		// "d" 5 + 2; "a b" and "c d" 2 + 2; "a" and "c" 2 + 1; null 1 + 1.5 of the
		// second; "b"
		// 0 + 2
		assertThat(decoded.candidates()).extracting(Candidate::text)
			.containsExactly("d", "a b", "c d", "a", "c", "", "b");
		assertThat(decoded.candidates()).extracting(Candidate::passage).containsExactly(1, 0, 1, 0, 1, 0, 0);
		assertThat(decoded.nullOdds()).isEqualTo(2.5 - 7);
		assertThat(decoded.candidates().stream().mapToDouble(Candidate::probability).sum()).isCloseTo(1, within(1e-12));
		assertThat(SpanDecoder.decode(List.of(second, first), DecodingSettings.DEFAULT).nullOdds())
			.isEqualTo(decoded.nullOdds());
	}

	private static Passage passage(String text, float[] start, float[] end) {
		return new Passage(text, new WordPieces(new int[2], new int[] { 0, 2 }, new int[] { 1, 3 }),
				List.of(window(0, 2)), List.of(new SpanLogits(start, end)));
	}

	@Test
	void aContextWithoutPiecesHasAnEmptyAnswer() {
		DecodedAnswer decoded = SpanDecoder.decode(" ", new WordPieces(new int[0], new int[0], new int[0]),
				List.of(window(0, 0)), List.of(new SpanLogits(logits(-5, 0, 0, 9), logits(-5, 0, 0, 9))),
				new DecodingSettings(20, 30, 1000));
		assertThat(decoded.answer()).isEqualTo(new Candidate("", 0, 0, 0, -5, -5, 1));
		assertThat(decoded.bestSpan()).isNull();
		assertThat(decoded.nullOdds()).isEqualTo(Double.POSITIVE_INFINITY);
		assertThat(decoded.candidates()).containsExactly(decoded.answer());
	}

	@Test
	void theRequestedNumberOfCandidatesIsReturnedIfSoManyExist() {
		float[] start = logits(0, 0, 0, 0, 1, 2, 3, 0);
		float[] end = logits(0, 0, 0, 3, 2, 1, 0, 0);
		// top 2 starts gamma, delta and top 2 ends alpha, beta make no span at all
		DecodedAnswer two = decode(start, end, new DecodingSettings(2, 30, 0));
		assertThat(two.candidates()).extracting(Candidate::text).containsExactly("alpha", "beta", "");
		assertThat(decode(start, end, new DecodingSettings(50, 30, 0)).candidates()).hasSize(10 + 1);
		assertThat(decode(start, end, new DecodingSettings(50, 2, 0)).candidates()).hasSize(7 + 1);
		assertThat(decode(start, end, new DecodingSettings(50, Integer.MAX_VALUE, 0)).candidates()).hasSize(10 + 1);
	}

	@Test
	void onlyTheBestStartsAndEndsOfAWindowAreCombined() {
		float[] start = logits(0, 0, 0, 3, 2, 0, 1, 0);
		float[] end = logits(0, 0, 0, 3, 2, 0, 9, 0);
		// top 2 starts alpha, beta; top 2 ends delta, alpha: delta alone (1 + 9 = 10) is
		// not looked at
		DecodedAnswer decoded = decode(start, end, new DecodingSettings(2, 30, 0));
		assertThat(decoded.candidates()).extracting(Candidate::text).containsExactly(CONTEXT, "beta gamma delta", "");
	}

	@Test
	void nullScoreIsTheSmallestAndTheSpanTheBestOfAllWindows() {
		List<Window> windows = List.of(window(0, 2), window(2, 2));
		DecodedAnswer decoded = SpanDecoder
			.decode(CONTEXT, PIECES, windows,
					List.of(new SpanLogits(logits(9, 0, 0, 1, 0, 0), logits(9, 0, 0, 1, 0, 0)),
							new SpanLogits(logits(1, 0, 0, 0, 2, 0), logits(2, 0, 0, 0, 2, 0))),
					DecodingSettings.DEFAULT);
		assertThat(decoded.nullOdds()).isEqualTo(3 - 4);
		assertThat(decoded.answer().text()).isEqualTo("delta");
	}

	@Test
	void aSpanStartsInTheWindowWhereItsFirstPieceHasMostContext() {
		// alpha beta gamma | beta gamma delta: beta scores 1.03 in the first, 0.03 in the
		// second; gamma the other way round
		List<Window> windows = List.of(window(0, 3), window(1, 3));
		DecodedAnswer decoded = SpanDecoder.decode(CONTEXT, PIECES, windows,
				List.of(new SpanLogits(logits(0, 0, 0, 0, 1, 50, 0), logits(0, 0, 0, 0, 1, 1, 0)),
						new SpanLogits(logits(0, 0, 0, 50, 2, 0, 0), logits(0, 0, 0, 50, 2, 1, 0))),
				DecodingSettings.DEFAULT);
		// the 50s belong to pieces whose window is the other one
		assertThat(decoded.answer().text()).isEqualTo("gamma");
		assertThat(decoded.answer().logit()).isEqualTo(4);
		assertThat(decoded.candidates()).filteredOn((candidate) -> candidate.text().equals("beta"))
			.extracting(Candidate::logit)
			.containsExactly(2.0);
	}

	@Test
	void aTextThatSeveralSpansShareIsListedOnceWithItsBestScore() {
		// one letter that the normaliser took apart into two pieces
		WordPieces pieces = new WordPieces(new int[2], new int[] { 0, 0 }, new int[] { 1, 1 });
		DecodedAnswer decoded = SpanDecoder.decode("\ud55c", pieces, List.of(window(0, 2)),
				List.of(new SpanLogits(logits(0, 0, 0, 1, 2, 0), logits(0, 0, 0, 1, 5, 0))), DecodingSettings.DEFAULT);
		assertThat(decoded.candidates()).extracting(Candidate::text).containsExactly("\ud55c", "");
		assertThat(decoded.answer().logit()).isEqualTo(7);
	}

	@Test
	void logitsOfTheWrongLengthAreRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> decode(logits(0, 0), logits(0, 0), 0))
			.withMessage("window 0 has 8 tokens, but 2 logits");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> decode(logits(0, 0, 0, Float.NaN, 0, 0, 0, 0), new float[8], 0))
			.withMessage("a logit of window 0 is NaN");
		assertThatIllegalArgumentException().isThrownBy(
				() -> SpanDecoder.decode(CONTEXT, PIECES, List.of(window(0, 4)), List.of(), DecodingSettings.DEFAULT))
			.withMessage("1 windows with logits for 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new DecodingSettings(0, 30, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new DecodingSettings(20, 0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new DecodingSettings(20, 30, Double.NaN));
	}

	@Test
	void candidatesAgreeWithAPlainSortOfAllPairs() {
		Random random = new Random(7);
		for (int round = 0; round < 2000; round++) {
			int pieces = 1 + random.nextInt(40);
			int n = 1 + random.nextInt(8);
			int longest = 1 + random.nextInt(10);
			float[] start = random(random, pieces + 4);
			float[] end = random(random, pieces + 4);
			WordPieces letters = letters(pieces);
			String text = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".substring(0, pieces);
			List<Candidate> expected = sorted(text, start, end, n, longest);
			DecodedAnswer decoded = SpanDecoder.decode(text, letters, List.of(window(0, pieces)),
					List.of(new SpanLogits(start, end)), new DecodingSettings(n, longest, 0));
			if (expected.size() < n) {
				assertThat(decoded.candidates().size() - 1).isGreaterThanOrEqualTo(expected.size());
				continue;
			}
			assertThat(decoded.candidates()).filteredOn((candidate) -> !candidate.text().isEmpty())
				.usingRecursiveFieldByFieldElementComparatorIgnoringFields("probability")
				.isEqualTo(expected);
		}
	}

	/**
	 * The rule written down plainly: sort all, keep the first n, combine, sort, keep the
	 * first n.
	 */
	private static List<Candidate> sorted(String text, float[] start, float[] end, int n, int longest) {
		List<Candidate> all = new ArrayList<>();
		for (int s : firstN(start, text.length(), n)) {
			for (int e : firstN(end, text.length(), n)) {
				if (e >= s && e - s + 1 <= longest) {
					all.add(new Candidate(text.substring(s, e + 1), 0, s, e + 1, start[s + 3], end[e + 3], 0));
				}
			}
		}
		all.sort((a, b) -> (a.logit() != b.logit()) ? Double.compare(b.logit(), a.logit())
				: (a.start() != b.start()) ? a.start() - b.start() : a.end() - b.end());
		return all.subList(0, Math.min(n, all.size()));
	}

	private static List<Integer> firstN(float[] values, int pieces, int n) {
		Map<Integer, Float> byPiece = new HashMap<>();
		for (int i = 0; i < pieces; i++) {
			byPiece.put(i, values[i + 3]);
		}
		return byPiece.entrySet()
			.stream()
			.sorted(Map.Entry.<Integer, Float>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
			.limit(n)
			.map(Map.Entry::getKey)
			.toList();
	}

	/** Few different values, so that there are ties. */
	private static float[] random(Random random, int length) {
		float[] values = new float[length];
		for (int i = 0; i < length; i++) {
			values[i] = random.nextInt(12) - 6;
		}
		return values;
	}

	private static WordPieces letters(int count) {
		int[] starts = new int[count];
		Arrays.setAll(starts, (i) -> i);
		int[] ends = new int[count];
		Arrays.setAll(ends, (i) -> i + 1);
		return new WordPieces(new int[count], starts, ends);
	}

	private static DecodedAnswer decode(float[] start, float[] end, double threshold) {
		return decode(start, end, new DecodingSettings(20, 30, threshold));
	}

	private static DecodedAnswer decode(float[] start, float[] end, DecodingSettings settings) {
		return SpanDecoder.decode(CONTEXT, PIECES, List.of(window(0, 4)), List.of(new SpanLogits(start, end)),
				settings);
	}

	private static Window window(int first, int pieces) {
		return new Window(new TokenSequence(new int[pieces + 4], 3), 3, first, pieces);
	}

	private static float[] logits(float... values) {
		return values;
	}

}
