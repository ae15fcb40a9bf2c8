package io.mtdnn.tokenization.huggingface;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Examines how lower-casing and removing accents would affect a vocabulary. */
final class Casing {

	/**
	 * Maximum share of unreachable pieces in a lower-cased vocabulary. Such a vocabulary
	 * usually has none, but a few do not make it a cased one.
	 */
	private static final double FEW = 0.01;

	private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

	private static final Pattern SPECIAL = Pattern.compile("\\[.*]");

	private Casing() {
	}

	/**
	 * A piece that cannot occur in lower-cased text; null if there are only a few such
	 * pieces. A capital letter alone is not evidence of a cased vocabulary: the symbol of
	 * the real numbers has no lower-case form, and bert-base-uncased contains it.
	 */
	static @Nullable String unreachable(List<String> pieces, boolean stripAccents) {
		List<String> changed = pieces.stream()
			.filter((piece) -> !SPECIAL.matcher(piece).matches())
			.filter((piece) -> !normalized(piece, stripAccents).equals(piece))
			.toList();
		return (changed.size() > FEW * pieces.size()) ? changed.get(0) : null;
	}

	private static String normalized(String piece, boolean stripAccents) {
		String plain = stripAccents ? ACCENTS.matcher(Normalizer.normalize(piece, Normalizer.Form.NFD)).replaceAll("")
				: piece;
		return plain.toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether a vocabulary has no capitals. A bundle without {@code tokenizer.json} and
	 * {@code do_lower_case} was then trained on lower-cased text.
	 */
	static boolean withoutCapitals(List<String> pieces) {
		return pieces.stream()
			.filter((piece) -> !piece.startsWith("["))
			.noneMatch((piece) -> piece.codePoints().anyMatch(Character::isUpperCase));
	}

}
