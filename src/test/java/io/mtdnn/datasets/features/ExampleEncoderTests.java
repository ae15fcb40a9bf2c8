package io.mtdnn.datasets.features;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.features.ExampleEncoder.Encoding;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.InvalidWindowException;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordTokenizer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExampleEncoderTests {

	private static final String CONTEXT = "zero one two three four five six seven eight nine";

	private final WordTokenizer tokenizer = new WordTokenizer("hash");

	@Test
	void anAnswerInOneWindowIsItsTarget() {
		Encoding encoding = encode(32, 10, 5, question("who is it", "three four"));
		assertThat(encoding.items()).hasSize(1);
		EncodedExample item = encoding.items().get(0);
		assertThat(item.sequences().get(0).ids()).isEqualTo(row("who is it", CONTEXT));
		assertThat(item.sequences().get(0).secondStart()).isEqualTo(5);
		// [CLS] who is it [SEP] zero one two three four: pieces 3 and 4 are tokens 8 and
		// 9
		assertThat(item.target()).isEqualTo(new Span(8, 9));
		assertThat(encoding.questionTruncated()).isFalse();
		assertThat(encoding.answerOutside()).isFalse();
	}

	@Test
	void anAnswerPartlyInAWindowIsNotItsTarget() {
		// 10 tokens less 3 special and 3 of the question leave 4; windows begin at pieces
		// 0, 2, 4 and 6
		Encoding encoding = encode(10, 10, 2, question("who is it", "three four"));
		assertThat(encoding.items()).hasSize(4);
		assertThat(encoding.items().stream().map(EncodedExample::target)).containsExactly(new Span(0, 0),
				new Span(6, 7), new Span(0, 0), new Span(0, 0));
		assertThat(encoding.items().get(1).sequences().get(0).ids()).isEqualTo(row("who is it", "two three four five"));
		assertThat(encoding.answerOutside()).isFalse();
	}

	@Test
	void anAnswerInSeveralWindowsIsTheTargetOfEach() {
		Encoding encoding = encode(10, 10, 1, question("who is it", "three"));
		assertThat(encoding.items().stream().map(EncodedExample::target)).startsWith(new Span(8, 8), new Span(7, 7),
				new Span(6, 6), new Span(5, 5), new Span(0, 0));
	}

	@Test
	void anAnswerLongerThanTheOverlapMayFitNoWindow() {
		Encoding encoding = encode(10, 10, 4, question("who is it", "three four"));
		assertThat(encoding.items().stream().map(EncodedExample::target)).containsOnly(new Span(0, 0));
		assertThat(encoding.answerOutside()).isTrue();
	}

	@Test
	void anUnanswerableQuestionTargetsTheFirstToken() {
		SpanExample example = new SpanExample("q", CONTEXT, "who is it", List.of());
		Encoding encoding = encode(32, 10, 5, example);
		assertThat(encoding.items().get(0).target()).isEqualTo(new Span(0, 0));
		assertThat(encoding.answerOutside()).isFalse();
	}

	@Test
	void theFirstGoldAnswerIsTheTarget() {
		SpanExample example = new SpanExample("q", CONTEXT, "who",
				List.of(new GoldAnswer("two", 9), new GoldAnswer("one", 5)));
		assertThat(encode(32, 10, 5, example).items().get(0).target()).isEqualTo(new Span(5, 5));
	}

	@Test
	void anAnswerWithinAPieceTargetsThePiece() {
		SpanExample example = new SpanExample("q", "It cost $1200000 then.", "how much",
				List.of(new GoldAnswer("1200", 9)));
		// [CLS] how much [SEP] It cost $ 1200000
		assertThat(encode(32, 10, 5, example).items().get(0).target()).isEqualTo(new Span(7, 7));
	}

	@Test
	void anAnswerAfterAstralCharactersIsFound() {
		String context = "\uD83D\uDE00 \uD83D\uDE00 sea \uD83D\uDE80 bay.";
		SpanExample example = new SpanExample("q", context, "where",
				List.of(new GoldAnswer("bay", context.indexOf("bay"))));
		Span target = (Span) encode(32, 10, 5, example).items().get(0).target();
		int[] pieces = this.tokenizer.split(context).ids();
		int expected = IntStream.range(0, pieces.length).filter((i) -> pieces[i] == WordTokenizer.id("bay")).sum() + 3;
		assertThat(target).isEqualTo(new Span(expected, expected));
	}

	@Test
	void anAnswerWithoutPiecesIsOutside() {
		SpanExample example = new SpanExample("q", "a   b", "what", List.of(new GoldAnswer(" ", 2)));
		Encoding encoding = encode(32, 10, 5, example);
		assertThat(encoding.answerOutside()).isTrue();
		assertThat(encoding.items().get(0).target()).isEqualTo(new Span(0, 0));
	}

	@Test
	void aLongQuestionIsTruncated() {
		Encoding encoding = encode(32, 2, 5, question("who is it", "three"));
		assertThat(encoding.questionTruncated()).isTrue();
		assertThat(encoding.items().get(0).sequences().get(0).ids()).isEqualTo(row("who is", CONTEXT));
		assertThat(encode(32, 3, 5, question("who is it", "three")).questionTruncated()).isFalse();
	}

	@Test
	void aContextIsTokenisedOnceForItsQuestions() {
		ExampleEncoder encoder = new ExampleEncoder(this.tokenizer, new WindowSettings(32, 10, 5));
		encoder.encode(question("who", "three"));
		encoder.encode(question("where", "four"));
		assertThat(this.tokenizer.splits()).isEqualTo(3);
		encoder.encode(new SpanExample("q", "other", "when", List.of()));
		assertThat(this.tokenizer.splits()).isEqualTo(5);
	}

	@Test
	void everyChoiceIsAnInputRow() {
		ChoiceExample example = new ChoiceExample("r", "A man sits.", List.of("He a.", "He b.", "He c.", "He d."), 2);
		EncodedExample item = encode(32, 10, 5, example).items().get(0);
		assertThat(item.sequences()).hasSize(4);
		assertThat(item.sequences().get(2).ids()).isEqualTo(row("A man sits.", "He c."));
		assertThat(item.sequences().get(2).secondStart()).isEqualTo(6);
		assertThat(item.target()).isEqualTo(new Label(2));
	}

	@Test
	void aPairIsTruncatedAtTheLongerSentenceOrAtTheSecondIfEqual() {
		TokenSequence row = sentences(10, "one two three four five six", "a b c");
		// 9 pieces into 7: the first loses two
		assertThat(row.ids()).isEqualTo(row("one two three four", "a b c"));
		assertThat(row.secondStart()).isEqualTo(6);
		assertThat(sentences(8, "one two three", "a b c").ids()).isEqualTo(row("one two three", "a b"));
		assertThat(sentences(7, "one two three", "a b c").ids()).isEqualTo(row("one two", "a b"));
		assertThat(sentences(9, "one two three", "a b c").ids()).isEqualTo(row("one two three", "a b c"));
	}

	@Test
	void aSingleSentenceIsOneInputRow() {
		TokenSequence row = sentences(10, "one two", null);
		assertThat(row.ids()).containsExactly(101, WordTokenizer.id("one"), WordTokenizer.id("two"), 102);
		assertThat(row.secondStart()).isEqualTo(4);
		assertThat(sentences(5, CONTEXT, null).ids()).containsExactly(101, WordTokenizer.id("zero"),
				WordTokenizer.id("one"), WordTokenizer.id("two"), 102);
	}

	@Test
	void rowsTooShortForTwoSentencesAreRejected() {
		assertThatExceptionOfType(InvalidWindowException.class)
			.isThrownBy(() -> new ExampleEncoder(this.tokenizer, new WindowSettings(4, 1, 1)))
			.withMessage("maxSequenceLength must be at least 5, but is 4");
	}

	private TokenSequence sentences(int maxLength, String first, String second) {
		Encoding encoding = encode(maxLength, 1, 1, new SentenceExample("r", first, second, 1));
		assertThat(encoding.items()).hasSize(1);
		assertThat(encoding.items().get(0).target()).isEqualTo(new Label(1));
		return encoding.items().get(0).sequences().get(0);
	}

	private Encoding encode(int maxLength, int maxQuestion, int stride, Example example) {
		return new ExampleEncoder(this.tokenizer, new WindowSettings(maxLength, maxQuestion, stride)).encode(example);
	}

	private static SpanExample question(String question, String answer) {
		return new SpanExample("q", CONTEXT, question, List.of(new GoldAnswer(answer, CONTEXT.indexOf(answer))));
	}

	private static int[] row(String first, String second) {
		IntStream head = IntStream.concat(IntStream.of(101), Arrays.stream(WordTokenizer.ids(first)));
		IntStream tail = IntStream.concat(Arrays.stream(WordTokenizer.ids(second)), IntStream.of(102));
		return IntStream.concat(head, IntStream.concat(IntStream.of(102), tail)).toArray();
	}

}
